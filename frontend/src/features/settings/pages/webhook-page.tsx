import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCan } from '@/api/session'
import { useLateWords } from '@/i18n/late'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { DeliveryList } from '../webhooks/delivery-list'
import { eventsText } from '../webhooks/events'
import { type Webhook, webhookQuery } from '../webhooks/queries'
import { WebhookActions } from '../webhooks/webhook-actions'
import { WebhookBadge, WebhookNotice } from '../webhooks/webhook-state'
import classes from '../webhooks/webhooks.module.css'

/** One webhook with what it sent. */
export function WebhookPage() {
  useLateWords('webhooks')
  const { webhookId } = useParams({ strict: false }) as { webhookId: string }
  return (
    <QueryView query={useQuery(webhookQuery(webhookId))}>
      {(webhook) => <Shown webhook={webhook} />}
    </QueryView>
  )
}

function Shown({ webhook }: { webhook: Webhook }) {
  const t = useT()
  const format = useFormat()
  const mayChange = useCan()('webhooks:write')
  return (
    <Stack>
      <PageHeader
        title={webhook.description || t('webhooks.one')}
        back={{ label: t('settings.page.webhooks'), to: paths.settingsPage('webhooks') }}
        facts={
          <>
            <WebhookBadge webhook={webhook} />
            <span className={classes.address}>{webhook.url}</span>
            <span>{eventsText(webhook.eventTypes)}</span>
            {webhook.formerSecretUntil ? (
              <span>{t('webhooks.bothSign', { until: format.instant(webhook.formerSecretUntil) })}</span>
            ) : null}
          </>
        }
        actions={mayChange ? <WebhookActions webhook={webhook} /> : null}
      />
      <WebhookNotice webhook={webhook} />
      <DeliveryList webhook={webhook} mayChange={mayChange} />
    </Stack>
  )
}

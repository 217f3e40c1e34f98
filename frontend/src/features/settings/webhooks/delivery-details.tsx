import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { Icon } from '@/ui/icons/icon'
import { Answered, DeliveryBadge } from './delivery-outcome'
import { eventText } from './events'
import { deliveryQuery, useReplay } from './queries'
import classes from './webhooks.module.css'

interface Props {
  webhookId: string
  deliveryId: string
  /** Whether it can be sent again from here. */
  mayReplay: boolean
}

/** One delivery: what was sent, and what was answered. Follows while it is under way. */
export function DeliveryDetails({ webhookId, deliveryId, mayReplay }: Props) {
  const t = useT()
  const format = useFormat()
  const replay = useReplay(webhookId)
  return (
    <QueryView query={useQuery(deliveryQuery(webhookId, deliveryId))}>
      {(delivery) => (
        <Stack>
          <div role="status">
            <DeliveryBadge delivery={delivery} />
          </div>
          <dl className={classes.facts}>
            <dt>{t('webhooks.event.title')}</dt>
            <dd>{eventText(delivery.eventType)}</dd>
            <dt>{t('webhooks.answer')}</dt>
            <dd>
              <Answered delivery={delivery} />
            </dd>
            <dt>{t('webhooks.tries')}</dt>
            <dd>{delivery.tries}</dd>
            {delivery.durationMs === null ? null : (
              <>
                <dt>{t('webhooks.duration')}</dt>
                <dd>{t('webhooks.milliseconds', { count: delivery.durationMs })}</dd>
              </>
            )}
            {delivery.nextTryAt && delivery.tries > 0 ? (
              <>
                <dt>{t('webhooks.nextTry')}</dt>
                <dd>{format.instant(delivery.nextTryAt)}</dd>
              </>
            ) : null}
          </dl>
          <Words title={t('webhooks.sentWords')} words={JSON.stringify(delivery.payload, null, 2)} />
          {delivery.responseStart ? (
            <Words title={t('webhooks.answerWords')} words={delivery.responseStart} />
          ) : null}
          {mayReplay && delivery.state !== 'waiting' ? (
            <Group justify="flex-end">
              <Button
                variant="default"
                leftSection={<Icon name="send" size={16} />}
                loading={replay.isPending}
                onClick={() => replay.mutate(delivery.id)}
              >
                {t('webhooks.replay')}
              </Button>
            </Group>
          ) : null}
          <InlineError error={replay.error} />
        </Stack>
      )}
    </QueryView>
  )
}

function Words({ title, words }: { title: string; words: string }) {
  return (
    <figure style={{ margin: 0 }}>
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {words}
      </pre>
    </figure>
  )
}

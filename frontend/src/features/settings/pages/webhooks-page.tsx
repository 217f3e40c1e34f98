import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useLateWords } from '@/i18n/late'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { AppLink } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { eventsText } from '../webhooks/events'
import { type Webhook, webhookListing } from '../webhooks/queries'
import { WebhookDialog } from '../webhooks/webhook-dialog'
import { WebhookBadge } from '../webhooks/webhook-state'
import classes from '../webhooks/webhooks.module.css'

const idOf = (row: Webhook) => row.id
const nameOf = (row: Webhook) => row.description || row.url

/** The programs that are told what happens (R-ACC-01). */
export function WebhooksPage() {
  useLateWords('webhooks')
  const t = useT()
  const navigate = useNavigate()
  const mayChange = useCan()('webhooks:write')
  const list = useListing(webhookListing)
  const [making, { open, close }] = useDisclosure(false)
  const columns = useMemo<Column<Webhook>[]>(
    () => [
      {
        id: 'url',
        header: t('webhooks.url'),
        card: 'title',
        cell: (row) => (
          <AppLink to={paths.webhook(row.id)} className={classes.address}>
            {row.url}
          </AppLink>
        ),
      },
      { id: 'description', header: t('webhooks.for'), cell: (row) => row.description },
      { id: 'events', header: t('webhooks.events'), cell: (row) => eventsText(row.eventTypes) },
      {
        id: 'state',
        header: t('webhooks.state'),
        cell: (row) => <WebhookBadge webhook={row} />,
      },
    ],
    [t],
  )
  const makeButton = mayChange ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>
      {t('webhooks.new')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title={t('settings.page.webhooks')}
        facts={<span>{t('webhooks.lead')}</span>}
        actions={makeButton}
      />
      <ListTable
        label={t('settings.page.webhooks')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void navigate({ to: paths.webhook(row.id) })}
        empty={
          <EmptyState icon="send" title={t('webhooks.empty')} text={t('webhooks.lead')}>
            {makeButton}
          </EmptyState>
        }
      />
      <WebhookDialog opened={making} existing={null} onClose={close} />
    </>
  )
}

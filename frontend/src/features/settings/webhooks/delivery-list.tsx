import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { FilterChoice } from '@/tables/filter-choice'
import { ListTable } from '@/tables/list-table'
import { oneOf, type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { toast } from '@/ui/toast'
import { DeliveryDialog } from './delivery-dialog'
import { Answered, DeliveryBadge } from './delivery-outcome'
import { eventText } from './events'
import { type Delivery, deliveryListing, useReplay, type Webhook } from './queries'
import classes from './webhooks.module.css'

const STATES = ['waiting', 'delivered', 'failed', 'cancelled'] as const
const WORDS = {
  waiting: 'status.queued',
  delivered: 'status.sent',
  failed: 'status.failed',
  cancelled: 'status.cancelled',
} as const

const idOf = (row: Delivery) => row.id
const nameOf = (row: Delivery) => eventText(row.eventType)
const readSearch = (search: SearchRecord) => ({ state: oneOf(search.state, STATES) })

/** What was sent by a webhook in the last thirty days, and what waits. */
export function DeliveryList({ webhook, mayChange }: { webhook: Webhook; mayChange: boolean }) {
  const t = useT()
  const [{ state }, change] = useUrlState(readSearch)
  const list = useListing(deliveryListing(webhook.id, state))
  const [opened, setOpened] = useState<Delivery | null>(null)
  const columns = useColumns(webhook, mayChange)
  return (
    <>
      <search className={classes.filters} aria-label={t('webhooks.deliveries')}>
        <FilterChoice
          label={t('webhooks.state')}
          any={t('webhooks.anyState')}
          value={state}
          choices={STATES.map((each) => ({ value: each, label: t(WORDS[each]) }))}
          onChange={(chosen) => change({ state: chosen })}
        />
      </search>
      <ListTable
        label={t('webhooks.deliveries')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={setOpened}
        empty={
          <EmptyState
            icon="send"
            title={t(state ? 'webhooks.noneFound' : 'webhooks.noDeliveries')}
            text={t('webhooks.kept')}
          />
        }
      />
      <DeliveryDialog
        title={opened ? nameOf(opened) : ''}
        webhookId={webhook.id}
        deliveryId={opened?.id ?? null}
        mayReplay={mayChange}
        onClose={() => setOpened(null)}
      />
    </>
  )
}

function useColumns(webhook: Webhook, mayChange: boolean) {
  const t = useT()
  const format = useFormat()
  return useMemo<Column<Delivery>[]>(
    () => [
      { id: 'event', header: t('webhooks.event.title'), card: 'title', cell: nameOf },
      {
        id: 'when',
        header: t('webhooks.when'),
        cell: (row) => <span className={classes.when}>{format.instant(row.createdAt)}</span>,
      },
      {
        id: 'state',
        header: t('webhooks.state'),
        cell: (row) => <DeliveryBadge delivery={row} />,
      },
      { id: 'answer', header: t('webhooks.answer'), cell: (row) => <Answered delivery={row} /> },
      { id: 'tries', header: t('webhooks.tries'), align: 'right', cell: (row) => row.tries },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        align: 'right',
        cell: (row) =>
          mayChange && row.state !== 'waiting' && (webhook.enabled || row.eventType === 'ping') ? (
            <Replay webhookId={webhook.id} delivery={row} />
          ) : null,
      },
    ],
    [t, format, webhook, mayChange],
  )
}

function Replay({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const t = useT()
  const replay = useReplay(webhookId)
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={`${t('webhooks.replay')}: ${nameOf(delivery)}`}
      loading={replay.isPending}
      onClick={() =>
        replay.mutate(delivery.id, {
          onSuccess: () => toast({ message: t('webhooks.replayed') }),
          onError: () => toast({ message: t('webhooks.notReplayed') }),
        })
      }
    >
      {t('webhooks.replay')}
    </Button>
  )
}

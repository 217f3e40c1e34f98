import { Switch } from '@mantine/core'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { AppLink } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { TakeIn } from '../opt-out-section'
import { type OptOut, optOutListing } from '../queries'

const idOf = (row: OptOut) => row.id
const nameOf = (row: OptOut) => (row.trainee ?? row.customer)?.name ?? ''

function readSearch(search: SearchRecord) {
  return { ended: search.ended === 'true' ? true : undefined }
}

/** Everybody who gets no reminders, with the reason, and the way back (R-EXP-02). */
export function OptOutsPage() {
  const t = useT()
  const format = useFormat()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(optOutListing(filters))
  const columns = useMemo<Column<OptOut>[]>(
    () => [
      {
        id: 'who',
        header: t('reminders.optOut.who'),
        card: 'title',
        cell: (row) => <AppLink to={placeOf(row)}>{nameOf(row)}</AppLink>,
      },
      {
        id: 'kind',
        header: t('reminders.optOut.kind'),
        cell: (row) => t(`reminders.kind.${row.kind ?? 'every'}`),
      },
      {
        id: 'reason',
        header: t('reminders.optOut.reason'),
        cell: (row) => (row.source === 'link' ? t('reminders.optOut.link') : row.reason),
      },
      {
        id: 'since',
        header: t('reminders.optOut.since'),
        cell: (row) => `${format.instant(row.createdAt)}, ${row.createdBy}`,
      },
      {
        id: 'end',
        header: t('reminders.optOut.until'),
        cell: (row) =>
          row.endedAt ? (
            `${format.instant(row.endedAt)}, ${row.endedBy}`
          ) : (
            <TakeIn line={row} name={nameOf(row)} label={t('reminders.optOut.end')} />
          ),
      },
    ],
    [t, format],
  )
  return (
    <>
      <PageHeader title={t('settings.page.opt-outs')} facts={<span>{t('reminders.optOut.lead')}</span>} />
      <Switch
        label={t('reminders.optOut.showEnded')}
        checked={filters.ended ?? false}
        onChange={(event) => change({ ended: event.currentTarget.checked ? 'true' : undefined })}
      />
      <ListTable
        label={t('settings.page.opt-outs')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        empty={
          <EmptyState
            icon="mail"
            title={t('reminders.optOut.empty')}
            text={t('reminders.optOut.emptyText')}
          />
        }
      />
    </>
  )
}

function placeOf(row: OptOut): string {
  return row.trainee ? paths.trainee(row.trainee.id) : paths.customer(row.customer?.id ?? '')
}

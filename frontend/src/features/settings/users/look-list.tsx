import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { type Look, lookListing } from './queries'

const idOf = (row: Look) => row.id
const nameOf = (row: Look) => row.reason

/** When the operator looked along, and why; nothing as long as that never happened. */
export function LookList() {
  const t = useT()
  const format = useFormat()
  const list = useListing(lookListing)
  const columns = useMemo<Column<Look>[]>(
    () => [
      { id: 'why', header: t('settings.users.lookWhy'), card: 'title', cell: (row) => row.reason },
      { id: 'by', header: t('settings.users.lookBy'), cell: (row) => row.operatorName },
      { id: 'from', header: t('settings.users.lookFrom'), cell: (row) => format.instant(row.startsAt) },
      {
        id: 'until',
        header: t('settings.users.lookUntil'),
        cell: (row) => format.instant(row.endedAt ?? row.endsAt),
      },
    ],
    [t, format],
  )
  if (!list.rows?.length) return null
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{t('settings.users.looks')}</h2>
      <ListTable
        label={t('settings.users.looks')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        empty={null}
      />
    </section>
  )
}

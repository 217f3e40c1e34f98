import { useMemo } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { AppLink } from '@/ui/links'
import { StatusBadge } from '@/ui/status-badge'
import classes from './items.module.css'
import type { ItemRow } from './queries'
import { statusOf, useKindName, usePart } from './words'

export function useItemColumns(): Column<ItemRow>[] {
  const t = useT()
  const kindName = useKindName()
  return useMemo(
    () => [
      {
        id: 'description',
        header: t('items.description'),
        card: 'title',
        cell: (row) => <AppLink to={paths.item(row.id)}>{row.description}</AppLink>,
      },
      { id: 'kind', header: t('items.kind'), cell: kindName },
      { id: 'identification', header: t('items.identification'), cell: (row) => row.identification },
      { id: 'customer', header: t('items.customer'), cell: (row) => row.customer?.name ?? '' },
      { id: 'location', header: t('items.location'), cell: (row) => row.location },
      { id: 'pieces', header: t('items.pieces'), align: 'right', cell: (row) => row.pieces },
      { id: 'dates', header: t('items.expiresOn'), cell: (row) => <Dates row={row} /> },
    ],
    [t, kindName],
  )
}

function Dates({ row }: { row: ItemRow }) {
  const format = useFormat()
  const part = usePart()
  return (
    <ul className={classes.lines}>
      {row.dueDates.map((date) => (
        <li key={date.id}>
          <span>
            {part(date.part)} {format.date(date.expiresOn)}
          </span>
          {statusOf(date) === 'valid' ? null : <StatusBadge status={statusOf(date)} />}
        </li>
      ))}
    </ul>
  )
}

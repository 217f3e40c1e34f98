import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { AppLink, useGo } from '@/ui/links'
import { type TraineeRow, traineeListing } from './queries'

const idOf = (row: TraineeRow) => row.id
const nameOf = (row: TraineeRow) => row.name

/** The people of one customer (R-CUS-01). */
export function CustomerTrainees({ customerId }: { customerId: string }) {
  const t = useT()
  const go = useGo()
  const format = useFormat()
  const list = useListing(traineeListing({ customerId }))
  const columns = useMemo<Column<TraineeRow>[]>(
    () => [
      {
        id: 'name',
        header: t('people.name'),
        card: 'title',
        cell: (row) => <AppLink to={paths.trainee(row.id)}>{row.name}</AppLink>,
      },
      {
        id: 'birthDate',
        header: t('people.birthDate'),
        cell: (row) => (row.birthDate ? format.date(row.birthDate) : ''),
      },
      { id: 'email', header: t('people.email'), cell: (row) => row.email ?? '' },
    ],
    [t, format],
  )
  return (
    <ListTable
      label={t('people.trainees')}
      list={list}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      onOpen={(row) => void go(paths.trainee(row.id))}
      empty={<p>{t('people.noTraineesOfCustomer')}</p>}
    />
  )
}

import { useListing } from '@/api/listing'
import { useLateWords } from '@/i18n/late'
import { useT } from '@/i18n/use-t'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { lineId, lineName, useLogColumns } from './columns'
import { type HistoryOf, historyListing } from './queries'

/** Who changed what when of one course, trainee or customer, the latest first (R-ACC-03). */
export function History({ of, id }: { of: HistoryOf; id: string }) {
  useLateWords('log')
  const t = useT()
  const list = useListing(historyListing(of, id))
  const columns = useLogColumns(id)
  return (
    <ListTable
      label={t('people.history')}
      list={list}
      columns={columns}
      rowId={lineId}
      rowName={lineName}
      empty={<EmptyState icon="search" title={t('log.historyEmpty')} />}
    />
  )
}

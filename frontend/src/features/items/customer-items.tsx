import { useListing } from '@/api/listing'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ListTable } from '@/tables/list-table'
import { useGo } from '@/ui/links'
import { useItemColumns } from './columns'
import { type ItemRow, itemListing } from './queries'

const idOf = (row: ItemRow) => row.id
const nameOf = (row: ItemRow) => row.description

/** The certification items of one customer. */
export function CustomerItems({ customerId }: { customerId: string }) {
  const t = useT()
  const go = useGo()
  const list = useListing(itemListing({ customerId }))
  const columns = useItemColumns()
  return (
    <ListTable
      label={t('items.title')}
      list={list}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      onOpen={(row) => void go(paths.item(row.id))}
      empty={<p>{t('items.none')}</p>}
    />
  )
}

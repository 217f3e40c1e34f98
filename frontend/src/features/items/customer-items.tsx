import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ListTable } from '@/tables/list-table'
import { Icon } from '@/ui/icons/icon'
import { LinkButton, useGo } from '@/ui/links'
import { useItemColumns } from './columns'
import { type ItemRow, itemListing } from './queries'

const idOf = (row: ItemRow) => row.id
const nameOf = (row: ItemRow) => row.description

/** The certification items of one customer, and the way to a new one of it. */
export function CustomerItems({ customerId }: { customerId: string }) {
  const t = useT()
  const go = useGo()
  const mayAdd = useCan()('certification-items:write')
  const list = useListing(itemListing({ customerId }))
  const columns = useItemColumns()
  return (
    <>
      {mayAdd ? (
        <p>
          <LinkButton to={paths.itemNew({ customerId })} leftSection={<Icon name="plus" size={16} />}>
            {t('items.new')}
          </LinkButton>
        </p>
      ) : null}
      <ListTable
        label={t('items.title')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.item(row.id))}
        empty={<p>{t('items.none')}</p>}
      />
    </>
  )
}

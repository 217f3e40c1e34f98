import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { FilterBar } from '@/tables/filter-bar'
import { FilterChoice } from '@/tables/filter-choice'
import { FilterDay } from '@/tables/filter-day'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { useItemColumns } from '../columns'
import { ImportExport } from '../import-export'
import { type ItemFilters, type ItemRow, itemListing, kindsQuery } from '../queries'
import { keyOf } from '../values'

function readSearch(search: SearchRecord): ItemFilters {
  return {
    q: search.q,
    kind: search.kind,
    customerId: search.customerId,
    from: search.from,
    until: search.until,
    due: search.due === 'true' || undefined,
    archived: search.archived === 'true' || undefined,
  }
}

const idOf = (row: ItemRow) => row.id
const nameOf = (row: ItemRow) => row.description

/** The things that expire, the earliest first (S22). */
export function ItemsPage() {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(itemListing(filters))
  const columns = useItemColumns()
  const filtered = Object.values(filters).some(Boolean)
  const clear = () => change(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])))
  return (
    <>
      <PageHeader
        title={t('items.title')}
        actions={
          <>
            <ImportExport filters={filters} />
            {can('certification-items:write') ? (
              <Button onClick={() => void go(paths.itemNew())}>{t('items.new')}</Button>
            ) : null}
          </>
        }
      />
      <Filters filters={filters} onChange={change} onClear={filtered ? clear : undefined} />
      <ListTable
        label={t('items.title')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.item(row.id))}
        empty={
          filtered ? (
            <EmptyState icon="search" title={t('common.list.noMatch')} />
          ) : (
            <EmptyState icon="box" title={t('items.none')} text={t('items.noneText')} />
          )
        }
      />
    </>
  )
}

interface FilterProps {
  filters: ItemFilters
  onChange: (values: Record<string, string | undefined>) => void
  onClear?: () => void
}

function Filters({ filters, onChange, onClear }: FilterProps) {
  const t = useT()
  const kinds = useQuery(kindsQuery()).data?.items ?? []
  return (
    <FilterBar
      searchLabel={t('items.search')}
      search={filters.q ?? ''}
      onSearch={(q) => onChange({ q })}
      onClear={onClear}
    >
      <FilterChoice
        label={t('items.kind')}
        any={t('items.allKinds')}
        value={filters.kind}
        choices={kinds.map((kind) => ({ value: keyOf(kind), label: kind.name }))}
        onChange={(kind) => onChange({ kind })}
      />
      <FilterDay label={t('items.from')} value={filters.from} onChange={(from) => onChange({ from })} />
      <FilterDay label={t('items.until')} value={filters.until} onChange={(until) => onChange({ until })} />
      <Checkbox
        label={t('items.due')}
        checked={filters.due ?? false}
        onChange={(event) => onChange({ due: event.currentTarget.checked ? 'true' : undefined })}
      />
      <Checkbox
        label={t('items.showArchived')}
        checked={filters.archived ?? false}
        onChange={(event) => onChange({ archived: event.currentTarget.checked ? 'true' : undefined })}
      />
    </FilterBar>
  )
}

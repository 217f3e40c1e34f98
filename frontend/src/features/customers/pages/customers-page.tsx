import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { FilterBar } from '@/tables/filter-bar'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { AppLink, LinkButton, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { ImportExport } from '../import-export'
import { type CustomerFilters, type CustomerRow, customerListing } from '../queries'

const readSearch = (search: SearchRecord): CustomerFilters => ({
  q: search.q,
  archived: search.archived === 'true' || undefined,
})
const idOf = (row: CustomerRow) => row.id
const nameOf = (row: CustomerRow) => row.name

/** The companies that send trainees (R-CUS-01). */
export function CustomersPage() {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(customerListing(filters))
  const columns = useMemo<Column<CustomerRow>[]>(
    () => [
      {
        id: 'name',
        header: t('people.company'),
        card: 'title',
        cell: (row) => <AppLink to={paths.customer(row.id)}>{row.name}</AppLink>,
      },
      { id: 'contact', header: t('people.contact'), cell: (row) => row.contactName },
      { id: 'email', header: t('people.contactEmail'), cell: (row) => row.contactEmail },
      {
        id: 'via',
        header: t('people.viaContactShort'),
        cell: (row) => (row.correspondenceViaContact ? t('common.yes') : ''),
      },
    ],
    [t],
  )
  return (
    <>
      <PageHeader
        title={t('people.customers')}
        actions={
          <>
            <ImportExport archived={filters.archived ?? false} />
            <LinkButton variant="default" to={paths.customerDuplicates()}>
              {t('merging.title.customers')}
            </LinkButton>
            {can('customers:write') ? (
              <LinkButton to={paths.customerNew()} leftSection={<Icon name="plus" size={16} />}>
                {t('people.newCustomer')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <FilterBar
        searchLabel={t('people.searchCustomers')}
        search={filters.q ?? ''}
        onSearch={(q) => change({ q })}
        onClear={
          filters.q || filters.archived ? () => change({ q: undefined, archived: undefined }) : undefined
        }
      >
        <Checkbox
          label={t('people.showArchived')}
          checked={filters.archived ?? false}
          onChange={(event) => change({ archived: event.currentTarget.checked ? 'true' : undefined })}
        />
      </FilterBar>
      <ListTable
        label={t('people.customers')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.customer(row.id))}
        empty={
          filters.archived && !filters.q ? (
            <EmptyState icon="building" title={t('people.noArchived')} />
          ) : filters.q ? (
            <EmptyState icon="search" title={t('common.list.noMatch')} />
          ) : (
            <EmptyState icon="building" title={t('people.noCustomers')} text={t('people.noCustomersText')} />
          )
        }
      />
    </>
  )
}

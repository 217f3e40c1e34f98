import { Button, Checkbox } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { FilterBar } from '@/tables/filter-bar'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { AppLink, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { type CertifiedType, typeListing } from '../queries'
import { TypeDialog } from '../type-dialog'

const idOf = (row: CertifiedType) => row.id
const nameOf = (row: CertifiedType) => row.name
const readSearch = (search: SearchRecord) => ({
  q: search.q || undefined,
  archived: search.archived === 'true' || undefined,
})

/** The certified course types, which every CIBOT institute books (R-CRT-01). */
export function CourseTypesPage() {
  const t = useT()
  const go = useGo()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(typeListing(filters))
  const columns = useColumns()
  const [adding, setAdding] = useState(false)
  const { q, archived } = filters
  return (
    <>
      <PageHeader
        title={t('catalog.title')}
        facts={<span>{t('catalog.lead')}</span>}
        actions={
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            {t('catalog.new')}
          </Button>
        }
      />
      <FilterBar
        searchLabel={t('catalog.search')}
        search={q ?? ''}
        onSearch={(words) => change({ q: words })}
        onClear={q || archived ? () => change({ q: undefined, archived: undefined }) : undefined}
      >
        <Checkbox
          label={t('catalog.showArchived')}
          checked={archived ?? false}
          onChange={(event) => change({ archived: event.currentTarget.checked ? 'true' : undefined })}
        />
      </FilterBar>
      <ListTable
        label={t('catalog.title')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.operatorCourseType(row.id))}
        empty={
          q ? (
            <EmptyState icon="search" title={t('common.list.noMatch')} />
          ) : (
            <EmptyState icon="list" title={t(archived ? 'catalog.noArchived' : 'catalog.none')} />
          )
        }
      />
      <TypeDialog
        opened={adding}
        existing={null}
        onClose={() => setAdding(false)}
        onSaved={(type) => void go(paths.operatorCourseType(type.id))}
      />
    </>
  )
}

function useColumns() {
  const t = useT()
  const format = useFormat()
  return useMemo<Column<CertifiedType>[]>(
    () => [
      {
        id: 'name',
        header: t('catalog.name'),
        card: 'title',
        cell: (row) => <AppLink to={paths.operatorCourseType(row.id)}>{row.name}</AppLink>,
      },
      { id: 'code', header: t('catalog.code'), cell: (row) => row.code },
      {
        id: 'validity',
        header: t('catalog.validityShort'),
        cell: (row) => t('catalog.months', { count: row.validityMonths }),
      },
      { id: 'times', header: t('catalog.times'), cell: (row) => format.times(row.starts, row.ends) },
      {
        id: 'max',
        header: t('catalog.maxShort'),
        align: 'right',
        cell: (row) => format.number(row.maxTrainees),
      },
      {
        id: 'code95',
        header: t('catalog.code95Short'),
        cell: (row) => (row.isCode95 ? t('common.yes') : ''),
      },
    ],
    [t, format],
  )
}

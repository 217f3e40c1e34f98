import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { FilterBar } from '@/tables/filter-bar'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { AppLink, LinkButton, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { type TraineeFilters, type TraineeRow, traineeListing } from '../queries'

const readSearch = (search: SearchRecord): TraineeFilters => ({
  q: search.q,
  erased: search.erased === 'true' || undefined,
})
const idOf = (row: TraineeRow) => row.id
const nameOf = (row: TraineeRow) => row.name

/** Everybody who was ever enrolled or added, by family name. */
export function TraineesPage() {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const format = useFormat()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(traineeListing(filters))
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
      { id: 'customer', header: t('people.customer'), cell: (row) => row.customer?.name ?? '' },
    ],
    [t, format],
  )
  return (
    <>
      <PageHeader
        title={t('people.trainees')}
        actions={
          <>
            <LinkButton variant="default" to={paths.traineeDuplicates()}>
              {t('merging.title.trainees')}
            </LinkButton>
            {can('trainees:write') ? (
              <>
                <LinkButton
                  to={paths.traineeImport()}
                  variant="default"
                  leftSection={<Icon name="upload" size={16} />}
                >
                  {t('people.importTrainees')}
                </LinkButton>
                <LinkButton to={paths.traineeNew()} leftSection={<Icon name="plus" size={16} />}>
                  {t('people.newTrainee')}
                </LinkButton>
              </>
            ) : null}
          </>
        }
      />
      <FilterBar
        searchLabel={t('people.searchTrainees')}
        search={filters.q ?? ''}
        onSearch={(q) => change({ q })}
        onClear={filters.q || filters.erased ? () => change({ q: undefined, erased: undefined }) : undefined}
      >
        <Checkbox
          label={t('people.showErased')}
          checked={filters.erased ?? false}
          onChange={(event) => change({ erased: event.currentTarget.checked ? 'true' : undefined })}
        />
      </FilterBar>
      <ListTable
        label={t('people.trainees')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.trainee(row.id))}
        empty={
          filters.q || filters.erased ? (
            <EmptyState icon="search" title={t('common.list.noMatch')} />
          ) : (
            <EmptyState icon="people" title={t('people.noTrainees')} text={t('people.noTraineesText')} />
          )
        }
      />
    </>
  )
}

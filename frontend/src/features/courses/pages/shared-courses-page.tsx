import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { FilterBar } from '@/tables/filter-bar'
import { FilterChoice } from '@/tables/filter-choice'
import { FilterDay } from '@/tables/filter-day'
import { ListTable } from '@/tables/list-table'
import { useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'
import { KINDS } from '../list/search'
import { sharedCourses } from '../queries'
import { readSharedSearch } from '../shared/search'
import { sharedColumns } from '../shared/shared-columns'
import type { SharedCourse } from '../types'

const NOTHING = {
  q: undefined,
  from: undefined,
  until: undefined,
  kind: undefined,
  withFreePlaces: undefined,
}
const keyOf = (course: SharedCourse) => course.key
const nameOf = (course: SharedCourse) => `${course.typeName}, ${course.provider.name}`

/** "Cursussen van anderen": what other providers share, with whom to call (R-CRS-09). */
export function SharedCoursesPage() {
  const t = useT()
  const [search, change] = useUrlState(readSharedSearch)
  const list = useListing(sharedCourses(search))
  const columns = useMemo(() => sharedColumns(t), [t])
  const filtered = Object.values(search).some((value) => value !== undefined)
  return (
    <>
      <PageHeader
        title={t('courses.shared.title')}
        back={{ label: t('courses.title'), to: paths.courses() }}
        facts={t('courses.shared.lead')}
      />
      <FilterBar
        searchLabel={t('courses.shared.filter')}
        search={search.q ?? ''}
        onSearch={(q) => change({ q })}
        onClear={filtered ? () => change(NOTHING) : undefined}
      >
        <FilterChoice
          label={t('courses.filters.kind')}
          any={t('courses.filters.anyKind')}
          value={search.kind}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`courses.kind.${kind}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <FilterDay
          label={t('courses.filters.from')}
          value={search.from}
          onChange={(from) => change({ from })}
        />
        <FilterDay
          label={t('courses.filters.until')}
          value={search.until}
          onChange={(until) => change({ until })}
        />
        <Checkbox
          label={t('courses.shared.onlyFree')}
          checked={search.withFreePlaces === 'true'}
          onChange={(event) => change({ withFreePlaces: event.currentTarget.checked ? 'true' : undefined })}
        />
      </FilterBar>
      <ListTable
        label={t('courses.shared.title')}
        list={list}
        columns={columns}
        rowId={keyOf}
        rowName={nameOf}
        empty={
          <EmptyState
            icon="calendar"
            title={filtered ? t('common.list.noMatch') : t('courses.shared.empty')}
          />
        }
      />
    </>
  )
}

import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { FilterChoice } from '@/tables/filter-choice'
import { FilterDay } from '@/tables/filter-day'
import { useKinds } from '../kinds'
import { courseTypes, customerChoices, instructorChoices, locationChoices } from '../queries'
import { type CourseSearch, isFiltered, PERIODS, periodOf, STATES } from './search'

interface Props {
  search: CourseSearch
  onChange: (change: Partial<Record<keyof CourseSearch, string | undefined>>) => void
}

const NOTHING = {
  period: undefined,
  q: undefined,
  from: undefined,
  until: undefined,
  kind: undefined,
  state: undefined,
  typeId: undefined,
  instructor: undefined,
  locationId: undefined,
  customerId: undefined,
  staffed: undefined,
}

/** Text, part of time and state in sight; the rarer filters behind one button, open as soon as one of them is set. */
export function CourseFilters({ search, onChange }: Props) {
  const t = useT()
  const { from, until, instructor, locationId, customerId, typeId, kind, staffed } = search
  const [more, setMore] = useState(
    Boolean(from || until || instructor || locationId || customerId || typeId || kind || staffed),
  )
  return (
    <FilterBar
      searchLabel={t('courses.filters.text')}
      search={search.q ?? ''}
      onSearch={(q) => onChange({ q })}
      onClear={isFiltered(search) ? () => onChange(NOTHING) : undefined}
    >
      <SegmentedControl
        aria-label={t('courses.filters.period')}
        value={periodOf(search)}
        onChange={(period) => onChange({ period })}
        data={PERIODS.map((period) => ({ value: period, label: t(`courses.filters.${period}`) }))}
      />
      <FilterChoice
        label={t('courses.filters.state')}
        any={t('courses.filters.anyState')}
        value={search.state}
        choices={STATES.map((state) => ({ value: state, label: t(`status.${state}`) }))}
        onChange={(state) => onChange({ state })}
      />
      {more ? <MoreFilters search={search} onChange={onChange} /> : null}
      <Button variant="subtle" aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? t('courses.filters.less') : t('courses.filters.more')}
      </Button>
    </FilterBar>
  )
}

function MoreFilters({ search, onChange }: Props) {
  const t = useT()
  const kinds = useKinds()
  const can = useCan()
  const isActive = useModuleActive()
  const instructors = useQuery(instructorChoices({ q: '' })).data?.items
  const locations = useQuery({ ...locationChoices(), enabled: can('settings:read') }).data?.items
  const showCustomers = isActive('customers') && can('customers:read')
  const customers = useQuery({ ...customerChoices(), enabled: showCustomers }).data?.items
  return (
    <>
      <FilterDay
        label={t('courses.filters.from')}
        value={search.from}
        onChange={(from) => onChange({ from })}
      />
      <FilterDay
        label={t('courses.filters.until')}
        value={search.until}
        onChange={(until) => onChange({ until })}
      />
      {kinds.length > 1 ? (
        <FilterChoice
          label={t('courses.filters.kind')}
          any={t('courses.filters.anyKind')}
          value={search.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t(`courses.kind.${kind}`) }))}
          onChange={(kind) => onChange({ kind, typeId: undefined })}
        />
      ) : null}
      <TypeChoice search={search} onChange={onChange} />
      <FilterChoice
        label={t('courses.filters.instructor')}
        any={t('courses.filters.anyInstructor')}
        value={search.instructor}
        choices={instructors?.map(({ kind, id, name }) => ({ value: `${kind}:${id}`, label: name }))}
        onChange={(instructor) => onChange({ instructor })}
      />
      <FilterChoice
        label={t('courses.filters.location')}
        any={t('courses.filters.anyLocation')}
        value={search.locationId}
        choices={locations?.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(locationId) => onChange({ locationId })}
      />
      {showCustomers ? (
        <FilterChoice
          label={t('courses.filters.customer')}
          any={t('courses.filters.anyCustomer')}
          value={search.customerId}
          choices={customers?.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(customerId) => onChange({ customerId })}
        />
      ) : null}
      <FilterChoice
        label={t('courses.filters.staffed')}
        any={t('courses.filters.anyStaffed')}
        value={search.staffed}
        choices={[
          { value: 'true', label: t('courses.filters.withInstructor') },
          { value: 'false', label: t('courses.filters.withoutInstructor') },
        ]}
        onChange={(staffed) => onChange({ staffed })}
      />
    </>
  )
}

function TypeChoice({ search, onChange }: Props) {
  const t = useT()
  const kinds = useKinds()
  const certified = useQuery({ ...courseTypes('certified', ''), enabled: kinds.includes('certified') }).data
    ?.items
  const external = useQuery({ ...courseTypes('external', ''), enabled: kinds.includes('external') }).data
    ?.items
  const types = [...(certified ?? []), ...(external ?? [])].filter(
    ({ kind }) => !search.kind || kind === search.kind,
  )
  return (
    <FilterChoice
      label={t('courses.filters.type')}
      any={t('courses.filters.anyType')}
      value={search.typeId}
      choices={types.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(typeId) => onChange({ typeId })}
    />
  )
}

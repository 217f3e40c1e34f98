import { Button, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { DateField } from '@/ui/date-field/date-field'
import { useKinds } from '../kinds'
import { courseTypes, customerChoices, instructorChoices, locationChoices } from '../queries'
import classes from './course-list.module.css'
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
      <Choice
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
      <DateField
        className={classes.filter}
        label={t('courses.filters.from')}
        value={search.from ?? ''}
        onChange={(from) => onChange({ from })}
      />
      <DateField
        className={classes.filter}
        label={t('courses.filters.until')}
        value={search.until ?? ''}
        onChange={(until) => onChange({ until })}
      />
      {kinds.length > 1 ? (
        <Choice
          label={t('courses.filters.kind')}
          any={t('courses.filters.anyKind')}
          value={search.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t(`courses.kind.${kind}`) }))}
          onChange={(kind) => onChange({ kind, typeId: undefined })}
        />
      ) : null}
      <TypeChoice search={search} onChange={onChange} />
      <Choice
        label={t('courses.filters.instructor')}
        any={t('courses.filters.anyInstructor')}
        value={search.instructor}
        choices={instructors?.map(({ kind, id, name }) => ({ value: `${kind}:${id}`, label: name }))}
        onChange={(instructor) => onChange({ instructor })}
      />
      <Choice
        label={t('courses.filters.location')}
        any={t('courses.filters.anyLocation')}
        value={search.locationId}
        choices={locations?.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(locationId) => onChange({ locationId })}
      />
      {showCustomers ? (
        <Choice
          label={t('courses.filters.customer')}
          any={t('courses.filters.anyCustomer')}
          value={search.customerId}
          choices={customers?.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(customerId) => onChange({ customerId })}
        />
      ) : null}
      <Choice
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
    <Choice
      label={t('courses.filters.type')}
      any={t('courses.filters.anyType')}
      value={search.typeId}
      choices={types.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(typeId) => onChange({ typeId })}
    />
  )
}

interface ChoiceProps {
  label: string
  /** What it says when nothing is chosen. */
  any: string
  value: string | undefined
  choices: Array<{ value: string; label: string }> | undefined
  onChange: (value: string | undefined) => void
}

function Choice({ label, any, value, choices = [], onChange }: ChoiceProps) {
  const t = useT()
  return (
    <Select
      className={classes.filter}
      label={label}
      placeholder={any}
      data={choices}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      searchable={choices.length > 8}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
    />
  )
}

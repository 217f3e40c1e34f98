import { Checkbox, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { DateField } from '@/ui/date-field/date-field'
import classes from './instructors.module.css'
import { certifiedTypes } from './queries'
import { type InstructorSearch, isFiltered, KINDS, REGIONS } from './search'

interface Props {
  search: InstructorSearch
  onChange: (change: Partial<Record<keyof InstructorSearch, string | undefined>>) => void
}

const NOTHING = {
  q: undefined,
  courseTypeId: undefined,
  kind: undefined,
  region: undefined,
  day: undefined,
  free: undefined,
}

/** By course type, name, region and free on a date (R-INS-02). */
export function InstructorFilters({ search, onChange }: Props) {
  const t = useT()
  const isActive = useModuleActive()
  const types = useQuery(certifiedTypes).data?.items ?? []
  return (
    <FilterBar
      searchLabel={t('instructors.search')}
      search={search.q ?? ''}
      onSearch={(q) => onChange({ q })}
      onClear={isFiltered(search) ? () => onChange(NOTHING) : undefined}
    >
      <Choice
        label={t('instructors.type')}
        any={t('instructors.allTypes')}
        value={search.courseTypeId}
        choices={types.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(courseTypeId) => onChange({ courseTypeId })}
      />
      <Choice
        label={t('instructors.region')}
        any={t('instructors.allRegions')}
        value={search.region}
        choices={REGIONS.map((region) => ({ value: region, label: t(`instructors.regions.r${region}`) }))}
        onChange={(region) => onChange({ region })}
      />
      {isActive('external_courses') ? (
        <Choice
          label={t('instructors.kind')}
          any={t('instructors.allKinds')}
          value={search.kind}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`instructors.${kind}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
      ) : null}
      <DateField
        className={classes.filter}
        label={t('instructors.day')}
        value={search.day ?? ''}
        onChange={(day) => onChange({ day })}
      />
      {search.day ? (
        <Checkbox
          className={classes.onlyFree}
          label={t('instructors.onlyFree')}
          checked={search.free === 'true'}
          onChange={(event) => onChange({ free: event.currentTarget.checked ? 'true' : undefined })}
        />
      ) : null}
    </FilterBar>
  )
}

interface ChoiceProps {
  label: string
  /** What it says when nothing is chosen. */
  any: string
  value: string | undefined
  choices: Array<{ value: string; label: string }>
  onChange: (value: string | undefined) => void
}

function Choice({ label, any, value, choices, onChange }: ChoiceProps) {
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

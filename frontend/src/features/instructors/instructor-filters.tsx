import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { FilterChoice } from '@/tables/filter-choice'
import { FilterDay } from '@/tables/filter-day'
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
      <FilterChoice
        label={t('instructors.type')}
        any={t('instructors.allTypes')}
        value={search.courseTypeId}
        choices={types.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(courseTypeId) => onChange({ courseTypeId })}
      />
      <FilterChoice
        label={t('instructors.region')}
        any={t('instructors.allRegions')}
        value={search.region}
        choices={REGIONS.map((region) => ({ value: region, label: t(`instructors.regions.r${region}`) }))}
        onChange={(region) => onChange({ region })}
      />
      {isActive('external_courses') ? (
        <FilterChoice
          label={t('instructors.kind')}
          any={t('instructors.allKinds')}
          value={search.kind}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`instructors.${kind}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
      ) : null}
      <FilterDay label={t('instructors.day')} value={search.day} onChange={(day) => onChange({ day })} />
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

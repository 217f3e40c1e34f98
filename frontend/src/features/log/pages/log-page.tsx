import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useListing } from '@/api/listing'
import { useLateWords } from '@/i18n/late'
import { log as words } from '@/i18n/nl/log'
import { useT } from '@/i18n/use-t'
import { ListTable } from '@/tables/list-table'
import { oneOf, type SearchRecord, useUrlState } from '@/tables/url-state'
import { DateField } from '@/ui/date-field/date-field'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'
import { lineId, lineName, useLogColumns } from '../columns'
import { type LogFilters, logActors, logListing } from '../queries'

const ANY = 'any'
const KINDS = Object.keys(words.kind) as (keyof typeof words.kind)[]
const NOTHING = { actor: undefined, subjectType: undefined, from: undefined, until: undefined }

function readSearch(search: SearchRecord): LogFilters {
  return {
    actor: search.actor,
    subjectType: oneOf(search.subjectType, KINDS),
    from: search.from,
    until: search.until,
  }
}

/** Who changed what when, to be searched by person, kind and period (R-ACC-03). */
export function LogPage() {
  useLateWords('log')
  const t = useT()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(logListing(filters))
  const columns = useLogColumns()
  const filtered = Object.values(filters).some(Boolean)
  return (
    <>
      <PageHeader title={t('settings.page.log')} facts={<span>{t('log.lead')}</span>} />
      <search aria-label={t('log.filters')}>
        <Group align="flex-end" mb="md">
          <ActorFilter value={filters.actor} onChange={(actor) => change({ actor })} />
          <Select
            label={t('log.thing')}
            data={[
              { value: ANY, label: t('log.anyKind') },
              ...KINDS.map((kind) => ({ value: kind as string, label: t(`log.kind.${kind}`) })),
            ]}
            value={filters.subjectType ?? ANY}
            allowDeselect={false}
            onChange={(kind) => change({ subjectType: kind && kind !== ANY ? kind : undefined })}
          />
          <DateField
            label={t('log.since')}
            value={filters.from ?? ''}
            onChange={(from) => change({ from: from || undefined })}
          />
          <DateField
            label={t('log.until')}
            value={filters.until ?? ''}
            onChange={(until) => change({ until: until || undefined })}
          />
          {filtered ? (
            <Button variant="subtle" onClick={() => change(NOTHING)}>
              {t('common.list.clearFilters')}
            </Button>
          ) : null}
        </Group>
      </search>
      <ListTable
        label={t('settings.page.log')}
        list={list}
        columns={columns}
        rowId={lineId}
        rowName={lineName}
        empty={<EmptyState icon="search" title={t(filtered ? 'log.none' : 'log.empty')} />}
      />
    </>
  )
}

function ActorFilter({ value, onChange }: { value?: string; onChange: (actor?: string) => void }) {
  const t = useT()
  const actors = useQuery(logActors)
  return (
    <Select
      label={t('log.who')}
      data={[
        { value: ANY, label: t('log.anybody') },
        ...(actors.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? ANY}
      allowDeselect={false}
      searchable
      onChange={(actor) => onChange(actor && actor !== ANY ? actor : undefined)}
    />
  )
}

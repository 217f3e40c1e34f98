import { Button, Group, List, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { nl } from '@/i18n/nl'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { oneOf, type SearchRecord, useUrlState } from '@/tables/url-state'
import { DateField } from '@/ui/date-field/date-field'
import { EmptyState } from '@/ui/empty-state'
import { AppLink } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { type LogFilters, type LogLine, logActors, logListing } from '../queries'
import { actionText, changeText, placeOf } from '../words'

const ANY = 'any'
const KINDS = Object.keys(nl.log.kind) as (keyof typeof nl.log.kind)[]
const NOTHING = { actor: undefined, subjectType: undefined, from: undefined, until: undefined }

const idOf = (row: LogLine) => row.id
const nameOf = (row: LogLine) => actionText(row.action)

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
  const t = useT()
  const [filters, change] = useUrlState(readSearch)
  const list = useListing(logListing(filters))
  const columns = useColumns()
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
        rowId={idOf}
        rowName={nameOf}
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

function useColumns(): Column<LogLine>[] {
  const t = useT()
  const format = useFormat()
  return useMemo<Column<LogLine>[]>(
    () => [
      { id: 'what', header: t('log.what'), card: 'title', cell: (row) => actionText(row.action) },
      { id: 'when', header: t('log.when'), cell: (row) => format.instant(row.at) },
      { id: 'who', header: t('log.who'), cell: (row) => row.actor.name || t('log.system') },
      { id: 'thing', header: t('log.thing'), cell: (row) => <Thing line={row} /> },
      { id: 'details', header: t('log.details'), cell: (row) => <Details line={row} /> },
    ],
    [t, format],
  )
}

function Thing({ line }: { line: LogLine }) {
  const place = placeOf(line)
  return place ? <AppLink to={place}>{line.subjectName}</AppLink> : (line.subjectName ?? '')
}

function Details({ line }: { line: LogLine }) {
  // What was left empty when a thing was made tells nothing.
  const told = line.changes.filter(({ compared, after }) => compared || after !== null)
  if (told.length === 0) return null
  return (
    <List size="sm" listStyleType="none">
      {told.map((change) => (
        <List.Item key={change.field} style={{ overflowWrap: 'anywhere' }}>
          {changeText(change)}
        </List.Item>
      ))}
    </List>
  )
}

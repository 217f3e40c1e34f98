import { Button, Select } from '@mantine/core'
import { useMemo } from 'react'
import { useT } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { oneOf, type SearchRecord, useUrlState } from '@/tables/url-state'
import { DateField } from '@/ui/date-field/date-field'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'
import { CourseFilter } from '../course-filter'
import { KINDS } from '../kinds'
import { kindText, MailList } from '../mail-list'
import classes from '../mail-page.module.css'
import { type MailFilters, STATES } from '../queries'

const ANY = 'any'

const WORDS = {
  held: 'status.heldBack',
  queued: 'status.queued',
  deferred: 'status.deferred',
  sent: 'status.sent',
  failed: 'status.failed',
  bounced: 'status.bounced',
  cancelled: 'status.cancelled',
} as const

const NOTHING = {
  q: undefined,
  state: undefined,
  courseId: undefined,
  kind: undefined,
  from: undefined,
  until: undefined,
  unresolved: undefined,
}

function readSearch(search: SearchRecord): MailFilters {
  return {
    q: search.q,
    state: oneOf(search.state, STATES),
    courseId: search.courseId,
    kind: search.kind,
    from: search.from,
    until: search.until,
    unresolved: search.unresolved === 'true' || undefined,
  }
}

/** Everything that the portal sent: "heeft Jansen de uitnodiging gehad?" (S26). */
export function MailsPage() {
  const t = useT()
  const [filters, change] = useUrlState(readSearch)
  const filtered = Object.values(filters).some(Boolean)
  const clear = () => change(NOTHING)
  const states = useMemo(
    () => [
      { value: ANY, label: t('mails.allStates') },
      ...STATES.map((state) => ({ value: state as string, label: t(WORDS[state]) })),
    ],
    [t],
  )
  const kinds = useMemo(
    () => [
      { value: ANY, label: t('mails.anyKind') },
      ...KINDS.map((kind) => ({ value: kind as string, label: kindText(kind) })),
    ],
    [t],
  )
  return (
    <>
      <PageHeader title={t('mails.title')} />
      <FilterBar
        searchLabel={t('mails.search')}
        search={filters.q ?? ''}
        onSearch={(q) => change({ q })}
        onClear={filtered ? clear : undefined}
      >
        <Select
          aria-label={t('mails.state')}
          data={states}
          value={filters.state ?? ANY}
          onChange={(state) => change({ state: state && state !== ANY ? state : undefined })}
        />
        <Select
          aria-label={t('mails.kind')}
          data={kinds}
          value={filters.kind ?? ANY}
          onChange={(kind) => change({ kind: kind && kind !== ANY ? kind : undefined })}
        />
        <CourseFilter courseId={filters.courseId} onChange={(courseId) => change({ courseId })} />
        <DateField
          className={classes.day}
          label={t('mails.since')}
          value={filters.from ?? ''}
          onChange={(from) => change({ from: from || undefined })}
        />
        <DateField
          className={classes.day}
          label={t('mails.until')}
          value={filters.until ?? ''}
          onChange={(until) => change({ until: until || undefined })}
        />
      </FilterBar>
      <MailList
        filters={filters}
        empty={
          filtered ? (
            <EmptyState icon="search" title={t('common.list.noMatch')}>
              <Button variant="default" onClick={clear}>
                {t('common.list.clearFilters')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon="mail" title={t('mails.empty')} text={t('mails.emptyText')} />
          )
        }
      />
    </>
  )
}

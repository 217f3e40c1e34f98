import { addDays, type IsoDate } from '@/lib/dates/calendar'
import { oneOf, type SearchRecord } from '@/tables/url-state'
import { isIsoDate } from '@/ui/date-field/date-field'
import type { CourseKind, CourseState } from '../types'

export const KINDS = ['certified', 'external'] as const
export const STATES = ['planned', 'held', 'processed', 'cancelled'] as const
export const NEEDS = ['processing', 'instructor', 'answer', 'invitation', 'place'] as const
export const PERIODS = ['upcoming', 'past', 'all'] as const
const SORTS = ['firstDay', '-firstDay', 'number', '-number'] as const

/** The filters of the list of courses as they stand in the address. Their names and values are those of the API. */
export interface CourseSearch {
  q?: string
  /** Only in the address: which part of time is shown when no days are filled in. */
  period?: (typeof PERIODS)[number]
  from?: IsoDate
  until?: IsoDate
  kind?: CourseKind
  state?: CourseState
  typeId?: string
  /** `registered:<id>` or `external:<id>` */
  instructor?: string
  locationId?: string
  customerId?: string
  staffed?: 'true' | 'false'
  /** What the course waits for, as the dashboard counts it. */
  needs?: (typeof NEEDS)[number]
  sort?: (typeof SORTS)[number]
}

/** Reads the filters from an address; what is not one, is left out rather than refused. */
export function readCourseSearch(raw: SearchRecord): CourseSearch {
  return withoutEmpty({
    q: text(raw.q),
    period: oneOf(raw.period, PERIODS),
    from: day(raw.from),
    until: day(raw.until),
    kind: oneOf(raw.kind, KINDS),
    state: oneOf(raw.state, STATES),
    typeId: text(raw.typeId),
    instructor: text(raw.instructor),
    locationId: text(raw.locationId),
    customerId: text(raw.customerId),
    staffed: oneOf(raw.staffed, ['true', 'false']),
    needs: oneOf(raw.needs, NEEDS),
    sort: oneOf(raw.sort, SORTS),
  })
}

/** Whether anything narrows the list, so that an empty one can say so. */
export function isFiltered({ sort: _sort, period: _period, ...filters }: CourseSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}

/** The part of time that is shown: what is coming, unless one searches, or says otherwise. */
export function periodOf(search: CourseSearch): (typeof PERIODS)[number] {
  return search.period ?? (isFiltered(search) ? 'all' : 'upcoming')
}

/** What the API is asked; a white-label course is never work to be done, so "Te verwerken" leaves it out. */
export interface CourseQuery extends Omit<CourseSearch, 'period'> {
  whiteLabel?: 'false'
}

/** The search as the API takes it: the part of time in days, what is nearest first. */
export function toQuery(search: CourseSearch, today: IsoDate): CourseQuery {
  const { period: _, ...asked } = search
  const query: CourseQuery = asked.state === 'held' ? { ...asked, whiteLabel: 'false' } : asked
  const period = periodOf(search)
  const sort = search.sort ?? (period === 'upcoming' ? 'firstDay' : '-firstDay')
  if (period === 'upcoming') return { ...query, from: search.from ?? today, sort }
  if (period === 'past') return { ...query, until: search.until ?? addDays(today, -1), sort }
  return { ...query, sort }
}

function withoutEmpty<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}

const text = (value: string | undefined) => String(value ?? '').trim() || undefined
const day = (value: string | undefined) => (value && isIsoDate(value) ? value : undefined)

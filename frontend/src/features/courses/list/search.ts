import type { IsoDate } from '@/lib/dates/calendar'
import { oneOf, type SearchRecord } from '@/tables/url-state'
import { isIsoDate } from '@/ui/date-field/date-field'
import type { CourseKind, CourseState } from '../types'

export const KINDS = ['certified', 'external'] as const
export const STATES = ['planned', 'held', 'processed', 'cancelled'] as const
const SORTS = ['firstDay', '-firstDay', 'number', '-number'] as const

/** The filters of the list of courses as they stand in the address. Their names and values are those of the API. */
export interface CourseSearch {
  q?: string
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
  sort?: (typeof SORTS)[number]
}

/** Reads the filters from an address; what is not one, is left out rather than refused. */
export function readCourseSearch(raw: SearchRecord): CourseSearch {
  return withoutEmpty({
    q: text(raw.q),
    from: day(raw.from),
    until: day(raw.until),
    kind: oneOf(raw.kind, KINDS),
    state: oneOf(raw.state, STATES),
    typeId: text(raw.typeId),
    instructor: text(raw.instructor),
    locationId: text(raw.locationId),
    customerId: text(raw.customerId),
    staffed: oneOf(raw.staffed, ['true', 'false']),
    sort: oneOf(raw.sort, SORTS),
  })
}

/** Whether anything narrows the list, so that an empty one can say so. */
export function isFiltered({ sort: _, ...filters }: CourseSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}

function withoutEmpty<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}

const text = (value: string | undefined) => String(value ?? '').trim() || undefined
const day = (value: string | undefined) => (value && isIsoDate(value) ? value : undefined)

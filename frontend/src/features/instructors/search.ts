import type { IsoDate } from '@/lib/dates/calendar'
import { oneOf, type SearchRecord } from '@/tables/url-state'
import { isIsoDate } from '@/ui/date-field/date-field'

export const KINDS = ['registered', 'external'] as const
/** The first digit of the postcode, which says in which part of the country somebody lives. */
export const REGIONS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** The filters of the list of instructors as they stand in the address, under the names of the API. */
export interface InstructorSearch {
  q?: string
  courseTypeId?: string
  kind?: (typeof KINDS)[number]
  region?: (typeof REGIONS)[number]
  day?: IsoDate
  free?: 'true'
}

/** Reads the filters from an address; what is not one, is left out rather than refused. */
export function readInstructorSearch(raw: SearchRecord): InstructorSearch {
  const day = raw.day && isIsoDate(raw.day) ? raw.day : undefined
  return {
    q: raw.q || undefined,
    courseTypeId: raw.courseTypeId || undefined,
    kind: oneOf(raw.kind, KINDS),
    region: oneOf(raw.region, REGIONS),
    day,
    free: day ? oneOf(raw.free, ['true']) : undefined,
  }
}

export function isFiltered(search: InstructorSearch): boolean {
  return Object.values(search).some((value) => value !== undefined)
}

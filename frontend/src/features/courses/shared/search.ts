import { oneOf, type SearchRecord } from '@/tables/url-state'
import { isIsoDate } from '@/ui/date-field/date-field'
import { KINDS } from '../list/search'

/** The filters of "Cursussen van anderen" as they stand in the address; their names are those of the API. */
export function readSharedSearch(raw: SearchRecord) {
  const day = (value: string | undefined) => (value && isIsoDate(value) ? value : undefined)
  return {
    q: raw.q?.trim() || undefined,
    from: day(raw.from),
    until: day(raw.until),
    kind: oneOf(raw.kind, KINDS),
    withFreePlaces: oneOf(raw.withFreePlaces, ['true']),
  }
}

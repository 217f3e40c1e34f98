import { oneOf, type SearchRecord } from '@/tables/url-state'
import { isIsoDate } from '@/ui/date-field/date-field'
import type { CertificateFilters } from './queries'

export const STATES = ['valid', 'expired', 'revoked'] as const

const day = (value: string | undefined) => (value && isIsoDate(value) ? value : undefined)

/** The filters of the list as they stand in the address; what is not one, is left out rather than refused. */
export function readSearch(raw: SearchRecord): CertificateFilters {
  return {
    q: raw.q,
    state: oneOf(raw.state, STATES),
    typeId: raw.typeId,
    customerId: raw.customerId,
    expiresFrom: day(raw.expiresFrom),
    expiresUntil: day(raw.expiresUntil),
    sort: oneOf(raw.sort, ['expiresOn'] as const),
  }
}

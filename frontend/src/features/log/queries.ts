import { queryOptions } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'

export type LogLine = Schemas['LogLineView']

export interface LogFilters {
  actor?: string
  subjectType?: string
  subject?: string
  from?: string
  until?: string
}

export function logListing(filters: LogFilters) {
  return listing(['log', 'list', filters], (cursor) =>
    call(http.GET('/api/v1/audit-events', { params: { query: { ...filters, cursor } } })),
  )
}

/** Everybody who stands in the log, also who has left. */
export const logActors = queryOptions({
  queryKey: ['log', 'actors'],
  queryFn: async () => (await call(http.GET('/api/v1/audit-actors'))).items,
})

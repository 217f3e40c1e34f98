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

export type HistoryOf = 'course' | 'trainee' | 'customer'

/** What happened to one thing; it is asked anew whenever it is opened, for anybody may have changed it. */
export function historyListing(of: HistoryOf, id: string) {
  return listing(['log', 'history', of, id], (cursor) => {
    const query = { query: { cursor } }
    if (of === 'course') {
      const path = { course_id: id }
      return call(http.GET('/api/v1/courses/{course_id}/history', { params: { path, ...query } }))
    }
    if (of === 'trainee') {
      const path = { trainee_id: id }
      return call(http.GET('/api/v1/trainees/{trainee_id}/history', { params: { path, ...query } }))
    }
    const path = { customer_id: id }
    return call(http.GET('/api/v1/customers/{customer_id}/history', { params: { path, ...query } }))
  })
}

/** Everybody who stands in the log, also who has left. */
export const logActors = queryOptions({
  queryKey: ['log', 'actors'],
  queryFn: async () => (await call(http.GET('/api/v1/audit-actors'))).items,
})

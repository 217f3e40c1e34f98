import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type MailRow = Schemas['MailRow']
export type Mail = Schemas['MailView']
export type MailState = MailRow['state']

export const STATES: readonly MailState[] = [
  'held',
  'queued',
  'deferred',
  'sent',
  'failed',
  'bounced',
  'cancelled',
]

export interface MailFilters {
  q?: string
  state?: MailState
  courseId?: string
  customerId?: string
  kind?: string
  from?: string
  until?: string
  /** Failed, and not sent again: what the dashboard counts. */
  unresolved?: boolean
}

export function mailListing(filters: MailFilters) {
  return listing(['mails', 'list', filters], (cursor) =>
    call(http.GET('/api/v1/mails', { params: { query: { ...filters, cursor } } })),
  )
}

/** Courses to choose from, found by number, type or place. */
export function courseChoices(q: string) {
  return queryOptions({
    queryKey: ['courses', 'choice', q],
    queryFn: async () =>
      (await call(http.GET('/api/v1/courses', { params: { query: { q, sort: '-firstDay', limit: 20 } } })))
        .items,
  })
}

export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ['mails', 'detail', id],
    queryFn: () => call(http.GET('/api/v1/mails/{mail_id}', { params: { path: { mail_id: id } } })),
  })
}

export function useResend() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) =>
      call(http.POST('/api/v1/mails/{mail_id}/resend', { params: { path: { mail_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mails'] }),
  })
}

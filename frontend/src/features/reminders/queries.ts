import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type CourseReminders = Schemas['CourseReminderView']
export type CourseReminderChange = Schemas['CourseReminderChange']
export type ExpiryReminders = Schemas['ExpiryReminderView']
export type ExpiryReminderChange = Schemas['ExpiryReminderChange']
export type ReminderPlan = Schemas['ReminderPlanView']
export type ReminderKind = Schemas['ReminderKind']
export type OptOut = Schemas['OptOutView']
export type ExpiryResource = 'trainee-reminders' | 'customer-reminders'
export type Resource = ExpiryResource | 'course-reminders'

export const courseRemindersQuery = queryOptions({
  queryKey: ['reminders', 'course-reminders'],
  queryFn: () => call(http.GET('/api/v1/course-reminders')),
})

/** How one kind of expiry reminder is set, with the words that it has now. */
export function expiryRemindersQuery(resource: ExpiryResource) {
  return queryOptions({
    queryKey: ['reminders', resource],
    queryFn: () =>
      resource === 'trainee-reminders'
        ? call(http.GET('/api/v1/trainee-reminders'))
        : call(http.GET('/api/v1/customer-reminders')),
  })
}

/** What the next run would send with these changes saved and switched on. It follows every mail that goes out. */
export function planQuery(resource: Resource, changes: CourseReminderChange | ExpiryReminderChange) {
  return queryOptions({
    queryKey: ['reminders', 'plan', resource, changes],
    queryFn: () => rest.post<ReminderPlan>(`/api/v1/${resource}/plans`, changes),
    retry: false,
  })
}

interface Change<B> {
  /** The version that the change was made from; 0 while nobody has set these reminders. */
  version: number
  body: B
}

export function useChangeReminders<V extends CourseReminders | ExpiryReminders>(resource: Resource) {
  const client = useQueryClient()
  return useAction({
    mutationFn: ({ version, body }: Change<CourseReminderChange | ExpiryReminderChange>) =>
      rest.patch<V>(`/api/v1/${resource}`, version, body),
    onSuccess: (saved) => {
      client.setQueryData(['reminders', resource], saved)
      return client.invalidateQueries({ queryKey: ['reminders', 'plan'] })
    },
  })
}

/** Whose lines of the leave-me-out list are shown. */
export interface OptOutFilters {
  traineeId?: string
  customerId?: string
  ended?: boolean
}

export function optOutListing(filters: OptOutFilters) {
  return listing(['opt-outs', 'list', filters], (cursor) =>
    call(http.GET('/api/v1/opt-outs', { params: { query: { cursor, ...filters } } })),
  )
}

export function useLeaveOut() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['OptOutInput']) => call(http.POST('/api/v1/opt-outs', { body })),
    onSuccess: () => refresh(client),
  })
}

export function useTakeIn() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) =>
      call(http.DELETE('/api/v1/opt-outs/{opt_out_id}', { params: { path: { opt_out_id: id } } })),
    onSuccess: () => refresh(client),
  })
}

function refresh(client: ReturnType<typeof useQueryClient>) {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['opt-outs'] }),
    client.invalidateQueries({ queryKey: ['reminders', 'plan'] }),
  ])
}

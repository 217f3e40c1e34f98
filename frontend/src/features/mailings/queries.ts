import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

type Body = Schemas['MailingInput']

export type Plan = Schemas['PlanView']

/** The part of the course that the dialog shows. */
export function courseQuery(courseId: string) {
  return queryOptions({
    queryKey: ['courses', 'detail', courseId],
    queryFn: () =>
      call(http.GET('/api/v1/courses/{course_id}', { params: { path: { course_id: courseId } } })),
  })
}

/** What "Stuur CIBOT lesmateriaal mee" would send along; nothing for an external course. */
export function materialQuery(courseId: string) {
  return queryOptions({
    queryKey: ['courses', 'lesson-material', courseId],
    queryFn: () =>
      call(
        http.GET('/api/v1/courses/{course_id}/lesson-material', {
          params: { path: { course_id: courseId } },
        }),
      ),
  })
}

/** Who would get which mail, and who nothing, before anything is sent (R-INV-04). */
export function planQuery(courseId: string, body: Body) {
  return queryOptions({
    queryKey: ['enrolments', courseId, 'plan', body],
    queryFn: () =>
      call(
        http.POST('/api/v1/courses/{course_id}/mailing-plans', {
          params: { path: { course_id: courseId } },
          body,
        }),
      ),
    retry: false,
  })
}

const STALE = ['enrolments', 'mailings', 'mails', 'courses', 'dashboard']

export function useSendMailing(courseId: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Body) =>
      call(
        http.POST('/api/v1/courses/{course_id}/mailings', {
          params: { path: { course_id: courseId } },
          body,
        }),
      ),
    onSuccess: () => Promise.all(STALE.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

export function useUndoMailing() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (mailingId: string) =>
      call(
        http.POST('/api/v1/mailings/{mailing_id}/cancellation', {
          params: { path: { mailing_id: mailingId } },
        }),
      ),
    onSuccess: () => Promise.all(STALE.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

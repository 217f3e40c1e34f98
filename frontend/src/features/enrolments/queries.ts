import { queryOptions } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { type Listing, listing } from '@/api/listing'
import type { CourseChoice, Enrolment, TraineeChoice } from './types'

const PAGE = 200

export const pathOf = (courseId: string) => `/api/v1/courses/${courseId}/enrolments`
export const enrolmentsKey = (courseId: string) => ['enrolments', courseId]

export function enrolmentList(courseId: string) {
  return listing(enrolmentsKey(courseId), (cursor) =>
    rest.get<Listing<Enrolment>>(pathOf(courseId), { limit: PAGE, cursor }),
  )
}

export function traineeChoices(q: string) {
  return queryOptions({
    queryKey: ['trainees', 'choices', q],
    queryFn: () => rest.get<Listing<TraineeChoice>>('/api/v1/trainees', { q, limit: 10 }),
    enabled: q !== '',
    staleTime: 30_000,
  })
}

/** Coming courses to which somebody could go, the soonest first. */
export function courseChoices(q: string, today: string) {
  return queryOptions({
    queryKey: ['courses', 'choices', q, today],
    queryFn: () =>
      rest.get<Listing<CourseChoice>>('/api/v1/courses', {
        q,
        from: today,
        state: 'planned',
        whiteLabel: false,
        limit: 20,
      }),
    staleTime: 30_000,
  })
}

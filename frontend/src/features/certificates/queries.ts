import { queryOptions } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { type Listing, listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import type { Certificate, CertificateState, Chosen, Processing, SendingPlan } from './types'

export interface CertificateFilters {
  q?: string
  state?: CertificateState
  typeId?: string
  traineeId?: string
  customerId?: string
  courseId?: string
  expiresFrom?: string
  expiresUntil?: string
  sort?: 'expiresOn'
}

export function certificateList(filters: CertificateFilters) {
  return listing(['certificates', 'list', filters], (cursor) =>
    rest.get<Listing<Certificate>>('/api/v1/certificates', { ...filters, cursor }),
  )
}

/** What a course lacks to be processed. Kept with the courses: marks and files change it. */
export function processingQuery(courseId: string) {
  return queryOptions({
    queryKey: ['courses', 'processing', courseId],
    queryFn: () => rest.get<Processing>(`/api/v1/courses/${courseId}/processing`),
  })
}

/** Who would get which certificates, before anything is sent. */
export function sendingPlan(chosen: Chosen, again: boolean) {
  return queryOptions({
    queryKey: ['certificates', 'plan', chosen, again],
    queryFn: () => rest.post<SendingPlan>('/api/v1/certificate-sending-plans', { ...chosen, again }),
    retry: false,
  })
}

const CHOICES_MS = 60_000

export const typeChoices = queryOptions({
  queryKey: ['course-types', 'choices'],
  queryFn: () => rest.get<Listing<Schemas['CourseTypeView']>>('/api/v1/course-types', { limit: 200 }),
  staleTime: CHOICES_MS,
})

export const customerChoices = queryOptions({
  queryKey: ['customers', 'choices', 'certificates'],
  queryFn: () => rest.get<Listing<Schemas['CustomerRow']>>('/api/v1/customers', { limit: 200 }),
  staleTime: CHOICES_MS,
})

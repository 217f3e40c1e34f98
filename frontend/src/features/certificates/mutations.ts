import { useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import type { Job } from '@/api/jobs'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'
import type { Certificate, Chosen, Processing } from './types'

const CERTIFICATES = '/api/v1/certificates'
const SENDINGS = '/api/v1/certificate-sendings'

function useRefresh(...more: string[]) {
  const client = useQueryClient()
  return () =>
    Promise.all(['certificates', ...more].map((key) => client.invalidateQueries({ queryKey: [key] })))
}

export function useProcess(courseId: string) {
  const refresh = useRefresh('courses', 'enrolments', 'dashboard', 'trainees')
  return useAction({
    mutationFn: () => rest.post<Processing>(`/api/v1/courses/${courseId}/processing`),
    onSettled: refresh,
  })
}

export function useUndoProcessing(courseId: string) {
  const refresh = useRefresh('courses', 'enrolments', 'dashboard', 'trainees')
  return useAction({
    mutationFn: () => rest.delete(`/api/v1/courses/${courseId}/processing`),
    onSettled: refresh,
  })
}

export function useRevoke() {
  const refresh = useRefresh('courses')
  return useAction({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      rest.post<Certificate>(`${CERTIFICATES}/${id}/revocation`, { reason }),
    onSuccess: () => void refresh(),
  })
}

export function useReissue() {
  const refresh = useRefresh('courses')
  return useAction({
    mutationFn: (id: string) => rest.post<Certificate>(`${CERTIFICATES}/${id}/replacement`),
    onSuccess: () => void refresh(),
  })
}

export function useSend() {
  const refresh = useRefresh('mails')
  return useAction({
    mutationFn: (body: Chosen & { again: boolean }) => rest.post<Schemas['SendingView']>(SENDINGS, body),
    onSuccess: () => void refresh(),
  })
}

export function useUndoSending() {
  const refresh = useRefresh('mails')
  return useAction({
    mutationFn: (id: string) => rest.post<Schemas['SendingView']>(`${SENDINGS}/${id}/cancellation`),
    onSettled: refresh,
  })
}

export function useArchive() {
  const refresh = useRefresh('jobs')
  return useAction({
    mutationFn: (chosen: Chosen) => rest.post<Job>('/api/v1/certificate-archives', chosen),
    onSuccess: () => void refresh(),
  })
}

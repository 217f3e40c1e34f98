import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { rest } from './client'
import type { Listing } from './listing'
import type { Schemas } from './types'
import { useAction } from './use-action'

export type Job = Omit<Schemas['JobView'], 'state'> & {
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
}

const POLL_MS = 2_000

export const isOpen = (job: Job): boolean => job.state === 'queued' || job.state === 'running'

/** The long work of the last two days. Read again by itself while something runs, also when live updates fail. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs', 'list'],
  queryFn: async () => (await rest.get<Listing<Job>>('/api/v1/jobs')).items,
  refetchInterval: (query) => (query.state.data?.some(isOpen) ? POLL_MS : false),
})

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['jobs', 'detail', id],
    queryFn: () => rest.get<Job>(`/api/v1/jobs/${id}`),
    refetchInterval: (query) => (query.state.data && !isOpen(query.state.data) ? false : POLL_MS),
  })
}

export function useCancelJob() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) => rest.post<Job>(`/api/v1/jobs/${id}/cancellation`),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type TraineeRow = Schemas['TraineeRow']
export type Trainee = Schemas['TraineeView']

export interface TraineeFilters {
  q?: string
  customerId?: string
  /** Those whose data were erased, in place of the others. */
  erased?: boolean
}

export function traineeListing(filters: TraineeFilters) {
  return listing(['trainees', 'list', filters], (cursor) =>
    call(http.GET('/api/v1/trainees', { params: { query: { ...filters, cursor } } })),
  )
}

export function traineeQuery(id: string) {
  return queryOptions({
    queryKey: ['trainees', 'detail', id],
    queryFn: () => call(http.GET('/api/v1/trainees/{trainee_id}', { params: { path: { trainee_id: id } } })),
  })
}

/** Adds a trainee, or changes the given one from the version that was read. */
export function useSaveTrainee(existing: Trainee | null) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['TraineeInput']) => {
      const { acceptDouble: _unused, ...change } = body
      return existing
        ? call(
            http.PATCH('/api/v1/trainees/{trainee_id}', {
              params: { path: { trainee_id: existing.id }, header: ifMatch(existing.version) },
              body: change,
            }),
          )
        : call(http.POST('/api/v1/trainees', { body }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['trainees'] }),
  })
}

export function erasureQuery(id: string) {
  return queryOptions({
    queryKey: ['trainees', 'erasure', id],
    queryFn: () =>
      call(http.GET('/api/v1/trainees/{trainee_id}/erasure', { params: { path: { trainee_id: id } } })),
    staleTime: 0,
  })
}

/** Erases all that is personal of a trainee; nothing that was read of him before is shown any more. */
export function useErase(id: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (reason: string) =>
      call(
        http.POST('/api/v1/trainees/{trainee_id}/erasure', {
          params: { path: { trainee_id: id } },
          body: { reason },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  })
}

/** Lets mail go again to an address that mail came back from. */
export function useLiftSuppression() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) =>
      call(
        http.DELETE('/api/v1/mail-suppressions/{suppression_id}', {
          params: { path: { suppression_id: id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['trainees'] }),
  })
}

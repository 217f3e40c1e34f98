import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Registered = Schemas['RegisteredView']

const KEY = 'registry'

export const registerListing = (q: string) =>
  listing([KEY, 'list', q], (cursor) =>
    call(http.GET('/api/v1/operator/instructors', { params: { query: { q, cursor } } })),
  )

/** The certified types for which somebody can be qualified. */
export const certifiedTypes = queryOptions({
  queryKey: [KEY, 'types'],
  queryFn: () => call(http.GET('/api/v1/operator/course-types', { params: { query: { limit: 200 } } })),
})

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [KEY] })
}

/** Takes somebody into the register, or changes the given instructor. */
export function useSaveRegistered(existing: Registered | null) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: ({ suspended, ...body }: Schemas['RegisterInput'] & { suspended: boolean }) =>
      existing
        ? call(
            http.PATCH('/api/v1/operator/instructors/{instructor_id}', {
              params: { path: { instructor_id: existing.id }, header: ifMatch(existing.version) },
              body: { ...body, suspended },
            }),
          )
        : call(http.POST('/api/v1/operator/instructors', { body })),
    onSuccess: refresh,
  })
}

export function useQualify(instructorId: string) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (body: Schemas['QualificationInput']) =>
      call(
        http.POST('/api/v1/operator/instructors/{instructor_id}/qualifications', {
          params: { path: { instructor_id: instructorId } },
          body,
        }),
      ),
    onSuccess: refresh,
  })
}

export function useDisqualify(instructorId: string) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (qualificationId: string) =>
      call(
        http.DELETE('/api/v1/operator/instructors/{instructor_id}/qualifications/{qualification_id}', {
          params: { path: { instructor_id: instructorId, qualification_id: qualificationId } },
        }),
      ),
    onSettled: refresh,
  })
}

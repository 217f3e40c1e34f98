import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type ExternalInstructor = Schemas['ExternalInstructorView']

const KEY = 'external-instructors'

export const externalListing = listing([KEY, 'list'], (cursor) =>
  call(http.GET('/api/v1/external-instructors', { params: { query: { cursor } } })),
)

/** The provider's own course types, to say which of them somebody may teach. */
export const ownTypes = queryOptions({
  queryKey: ['course-types', 'external', 'all'],
  queryFn: () =>
    call(http.GET('/api/v1/course-types', { params: { query: { kind: 'external', limit: 200 } } })),
})

function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: [KEY] })
    await client.invalidateQueries({ queryKey: ['instructors'] })
  }
}

/** Adds an external instructor, or changes the given one. An address that another has is refused (R-EXT-02). */
export function useSaveExternal(existing: ExternalInstructor | null) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (body: Schemas['ExternalInstructorInput']) =>
      existing
        ? call(
            http.PATCH('/api/v1/external-instructors/{instructor_id}', {
              params: { path: { instructor_id: existing.id }, header: ifMatch(existing.version) },
              body,
            }),
          )
        : call(http.POST('/api/v1/external-instructors', { body })),
    onSuccess: refresh,
  })
}

export function useArchiveExternal() {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (id: string) =>
      call(
        http.DELETE('/api/v1/external-instructors/{instructor_id}', {
          params: { path: { instructor_id: id } },
        }),
      ),
    onSuccess: refresh,
  })
}

/** Makes one person of an external instructor and the CIBOT instructor with the same address. */
export function useMergeExternal() {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (id: string) =>
      call(
        http.POST('/api/v1/external-instructors/{instructor_id}/merger', {
          params: { path: { instructor_id: id } },
        }),
      ),
    onSuccess: refresh,
  })
}

import { queryOptions } from '@tanstack/react-query'
import { call, http, rest } from '@/api/client'
import { type Listing, listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'
import type { InstructorSearch } from './search'

export type Instructor = Schemas['InstructorView']

export function instructorListing(search: InstructorSearch) {
  return listing(['instructors', 'list', search], (cursor) =>
    rest.get<Listing<Instructor>>('/api/v1/instructors', { ...search, cursor }),
  )
}

/** The certified types, for which somebody may be qualified. */
export const certifiedTypes = queryOptions({
  queryKey: ['course-types', 'certified', ''],
  queryFn: () => call(http.GET('/api/v1/course-types', { params: { query: { kind: 'certified' } } })),
  staleTime: 5 * 60_000,
})

/** Writes to an instructor through the portal; the answer goes to the provider (R-INS-02). */
export function useWriteTo({ kind, id }: Instructor) {
  return useAction({
    mutationFn: (body: Schemas['LetterInput']) =>
      call(
        http.POST('/api/v1/instructors/{kind}/{instructor_id}/messages', {
          params: { path: { kind, instructor_id: id } },
          body,
        }),
      ),
  })
}

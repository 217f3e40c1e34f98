import { useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Location = Schemas['LocationView']

export const locationListing = listing(['locations', 'list'], () => call(http.GET('/api/v1/locations')))

/** Adds a location, or replaces what is known of the given one. */
export function useSaveLocation(existing: Location | null) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['LocationInput']) =>
      existing
        ? call(
            http.PUT('/api/v1/locations/{location_id}', {
              params: { path: { location_id: existing.id }, header: ifMatch(existing.version) },
              body,
            }),
          )
        : call(http.POST('/api/v1/locations', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['locations'] }),
  })
}

export function useArchiveLocation() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) =>
      call(http.DELETE('/api/v1/locations/{location_id}', { params: { path: { location_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['locations'] }),
  })
}

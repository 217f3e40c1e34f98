import { useQueryClient } from '@tanstack/react-query'
import { call, http, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type ApiKey = Schemas['ApiKeyView']
export type NewApiKey = Schemas['NewApiKey']

const KEY = 'api-keys'

export const keyListing = listing([KEY, 'list'], () => call(http.GET('/api/v1/api-keys')))

/** Makes a key; the answer is the only place where it stands. */
export function useMakeKey() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Partial<Schemas['ApiKeyInput']>) => rest.post<NewApiKey>('/api/v1/api-keys', body),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

export function useRevokeKey() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) =>
      call(http.DELETE('/api/v1/api-keys/{key_id}', { params: { path: { key_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

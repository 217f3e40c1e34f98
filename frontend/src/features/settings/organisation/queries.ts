import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, rest } from '@/api/client'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Provider = Schemas['ProviderView']

const PATH = '/api/v1/provider'

export const providerQuery = queryOptions({
  queryKey: ['provider'],
  queryFn: () => call(http.GET(PATH)),
})

/** How many trainees a term of so many years would erase now. */
export function retentionQuery(years: number) {
  return queryOptions({
    queryKey: ['trainees', 'retention', years],
    queryFn: () => call(http.GET('/api/v1/trainee-retention', { params: { query: { years } } })),
  })
}

interface Change {
  /** The version that the change was made from. */
  version: number
  body: Record<string, unknown>
}

/** Changes some of the settings; the others stay as they are. */
export function useChangeProvider() {
  const client = useQueryClient()
  return useAction({
    mutationFn: ({ version, body }: Change) => rest.patch<Provider>(PATH, version, body),
    onSuccess: (saved) => {
      client.setQueryData(providerQuery.queryKey, saved)
      return client.invalidateQueries({ queryKey: ['session'] })
    },
  })
}

/** Replaces the logo by a file, or takes it away. */
export function useChangeLogo() {
  const client = useQueryClient()
  return useAction({
    mutationFn: async (file: File | null) => {
      if (!file) return rest.delete(`${PATH}/logo`)
      const form = new FormData()
      form.append('file', file)
      await rest.put(`${PATH}/logo`, null, form)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: providerQuery.queryKey }),
  })
}

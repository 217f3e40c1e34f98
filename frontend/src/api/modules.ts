import { queryOptions } from '@tanstack/react-query'
import { call, http } from './client'

/** The modules of the provider, with from what price a month each can be had. */
export const modulesQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: async () => (await call(http.GET('/api/v1/modules'))).items,
  staleTime: 5 * 60_000,
})

import { queryOptions } from '@tanstack/react-query'
import { rest } from './client'
import type { Listing } from './listing'
import type { ModuleKey } from './session'

export interface ProviderModule {
  key: ModuleKey
  active: boolean
  monthlyPriceFrom: { amount: number; currency: string }
}

/** The modules of the provider, with from what price a month each can be had. */
export const modulesQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: async () => (await rest.get<Listing<ProviderModule>>('/api/v1/modules')).items,
  staleTime: 5 * 60_000,
})

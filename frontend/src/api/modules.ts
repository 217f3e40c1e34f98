import { queryOptions } from '@tanstack/react-query'
import { call, http } from './client'
import type { Schemas } from './types'

export type SoldModule = Schemas['Switch']['module']

/** The modules that a provider can have beside the basis, in the order of the price list. */
export const SOLD: readonly SoldModule[] = [
  'external_courses',
  'expiry_reminders',
  'invitations',
  'staffing',
  'customers',
  'certification_items',
]

/** The modules of the provider, with from what price a month each can be had. */
export const modulesQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: async () => (await call(http.GET('/api/v1/modules'))).items,
  staleTime: 5 * 60_000,
})

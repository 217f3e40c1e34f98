import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors'

const MAX_TRIES = 2

/** Only what may go better a second time is tried again: no answer, or a fault of the server. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= MAX_TRIES) return false
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 20_000, gcTime: 10 * 60_000, retry: worthRetrying },
      mutations: { retry: false },
    },
  })
}

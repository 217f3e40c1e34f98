import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import { sessionQuery } from '@/api/session'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

/** What an invitation shows. Its token is a secret: it is kept out of the query's key. */
export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation-page'],
    queryFn: () => call(http.POST('/api/v1/invitation-pages', { body: { token } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
}

/** Comes in by an invitation; afterwards one is logged in. */
export function useAcceptInvitation() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['AcceptanceInput']) =>
      call(http.POST('/api/v1/invitation-acceptances', { body })),
    onSuccess: async () => {
      client.clear()
      await client.fetchQuery(sessionQuery)
    },
  })
}

/** Today's prices, for who thinks of signing up. */
export const offerQuery = queryOptions({
  queryKey: ['registration-offer'],
  queryFn: () => call(http.GET('/api/v1/registration-offer')),
})

export function useRegister() {
  return useAction({
    mutationFn: (body: Schemas['RegistrationInput']) => call(http.POST('/api/v1/registrations', { body })),
  })
}

export function useConfirmRegistration() {
  return useAction({
    mutationFn: (token: string) => call(http.POST('/api/v1/registration-confirmations', { body: { token } })),
  })
}

export function useForgotPassword() {
  return useAction({
    mutationFn: (email: string) => call(http.POST('/api/v1/password-resets', { body: { email } })),
  })
}

export function useSetPassword() {
  return useAction({
    mutationFn: (body: Schemas['NewPasswordInput']) => call(http.POST('/api/v1/new-passwords', { body })),
  })
}

import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

/** Sets another password; the user's other sessions end. */
export function useChangePassword() {
  return useAction({
    mutationFn: (body: Schemas['PasswordChange']) => call(http.POST('/api/v1/account/password', { body })),
  })
}

export type NewSecret = Schemas['NewSecretView']

/** Since when a code is asked for, and how many recovery codes are left. */
export const secondStepQuery = queryOptions({
  queryKey: ['account', 'second-step'],
  queryFn: () => call(http.GET('/api/v1/account/second-step')),
})

export function useBeginSecondStep() {
  return useAction({
    mutationFn: (body: Schemas['PasswordProof']) =>
      call(http.POST('/api/v1/account/second-step/secret', { body })),
  })
}

export function useConfirmSecondStep() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['CodeInput']) =>
      call(http.POST('/api/v1/account/second-step/confirmation', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
  })
}

export function useLeaveSecondStep() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['Removal']) =>
      call(http.POST('/api/v1/account/second-step/removal', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['account'] }),
  })
}

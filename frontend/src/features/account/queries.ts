import { call, http } from '@/api/client'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

/** Sets another password; the user's other sessions end. */
export function useChangePassword() {
  return useAction({
    mutationFn: (body: Schemas['PasswordChange']) => call(http.POST('/api/v1/account/password', { body })),
  })
}

import { useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Look = Schemas['LookView']
export type User = Schemas['UserView']
export type Invitation = Schemas['UserInvitationView']
export type UserRole = User['role']
export const ROLES = ['admin', 'planner', 'viewer'] as const satisfies readonly UserRole[]

const USERS = 'users'
const INVITATIONS = 'user-invitations'

export const userListing = listing([USERS, 'list'], () => call(http.GET('/api/v1/users')))
export const invitationListing = listing([INVITATIONS, 'list'], () =>
  call(http.GET('/api/v1/user-invitations')),
)

export const lookListing = listing([USERS, 'looks'], (cursor) =>
  call(http.GET('/api/v1/looks', { params: { query: { cursor } } })),
)

function useRefresh(key: string) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [key] })
}

export function useChangeRole() {
  return useAction({
    mutationFn: ({ user, role }: { user: User; role: UserRole }) =>
      call(
        http.PATCH('/api/v1/users/{user_id}', {
          params: { path: { user_id: user.id }, header: ifMatch(user.version) },
          body: { role },
        }),
      ),
    onSettled: useRefresh(USERS),
  })
}

/** Takes somebody's access away at once. */
export function useRemoveUser() {
  return useAction({
    mutationFn: (id: string) =>
      call(http.DELETE('/api/v1/users/{user_id}', { params: { path: { user_id: id } } })),
    onSuccess: useRefresh(USERS),
  })
}

/** Mails somebody a link to come in by; the same address again gets a new one. */
export function useInvite() {
  return useAction({
    mutationFn: (body: Schemas['UserInvitationInput']) =>
      call(http.POST('/api/v1/user-invitations', { body })),
    onSuccess: useRefresh(INVITATIONS),
  })
}

export function useRevokeInvitation() {
  return useAction({
    mutationFn: (id: string) =>
      call(
        http.DELETE('/api/v1/user-invitations/{invitation_id}', { params: { path: { invitation_id: id } } }),
      ),
    onSuccess: useRefresh(INVITATIONS),
  })
}

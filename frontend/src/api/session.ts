import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { rest } from './client'
import { ApiError } from './errors'
import type { Schemas } from './types'
import { useAction } from './use-action'

export type Role = 'admin' | 'planner' | 'viewer' | 'operator' | 'onlooker'

export type ModuleKey = Schemas['Module']

/** Who is logged in, for which provider, and what is allowed. */
export type Session = Omit<Schemas['SessionView'], 'role' | 'user'> & {
  role: Role
  user: Omit<Schemas['SessionUser'], 'locale'> & { locale: 'nl' | 'en' }
}

const PATH = '/api/v1/session'

async function currentSession(): Promise<Session | null> {
  try {
    return await rest.get<Session>(PATH)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

/** The session, or null when nobody is logged in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: currentSession,
  staleTime: 60_000,
})

/** The session of whoever is logged in; only for screens behind the login. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new ApiError(401, 'not_signed_in', '', '', [], null, {})
  return data
}

/** Whether the session may do something: `useCan()('courses:write')`. The API decides; this only hides buttons. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}

export function useModuleActive(): (module: ModuleKey) => boolean {
  const { modules } = useSession()
  return (module: string) => modules.includes(module)
}

interface Credentials {
  email: string
  password: string
}

/** Logs in. With `keepPage` the page below stays as it is, and what it shows is read again. */
export function useLogin(options: { keepPage: boolean }) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (credentials: Credentials) => rest.post<unknown>(PATH, credentials),
    onSuccess: async () => {
      if (options.keepPage) await client.invalidateQueries()
      else client.clear()
      await client.fetchQuery(sessionQuery)
    },
  })
}

/** Logs out. Whoever calls this loads the page anew, so that nothing of the session stays in memory. */
export function useLogout() {
  return useAction({ mutationFn: () => rest.delete(PATH) })
}

/** Goes on as a user of another provider. Whoever calls this loads the page anew, for the same reason. */
export function useSwitchProvider() {
  return useAction({ mutationFn: (providerId: string) => rest.patch<unknown>(PATH, null, { providerId }) })
}

import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { CrashPage } from './pages/crash-page'
import { NotFoundPage } from './pages/not-found-page'
import { courseRoutes } from './routes/courses'
import { accessRoutes, elsewhereRoute, loginRoute, rootRoute, shellRoute } from './routes/frame'
import { homeRoutes } from './routes/home'
import { itemRoutes } from './routes/items'
import { mailRoutes } from './routes/mails'
import { operatorRoutes } from './routes/operator'
import { peopleRoutes } from './routes/people'
import { settingsRoutes } from './routes/settings'

const routeTree = rootRoute.addChildren([
  loginRoute,
  ...accessRoutes,
  shellRoute.addChildren([
    ...homeRoutes,
    ...operatorRoutes,
    ...courseRoutes,
    ...peopleRoutes,
    ...itemRoutes,
    ...mailRoutes,
    ...settingsRoutes,
    elsewhereRoute,
  ]),
])

/** Search values stay plain strings: `?state=planned`, so that an address reads well and survives an edit. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

function stringifySearch(search: Record<string, unknown>): string {
  const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== null)
  const text = new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString()
  return text ? `?${text}` : ''
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  })
}

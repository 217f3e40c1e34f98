import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { type ModuleKey, sessionQuery } from '@/api/session'
import { wordsOf } from '@/i18n/late'
import { currentLocale } from '@/i18n/setup'
import { paths } from '@/lib/paths'
import { Shell } from '../layout/shell'
import { NotFoundPage } from '../pages/not-found-page'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The module that this page belongs to; without it the page tells what the module does. */
    module?: ModuleKey
    /** What the session must be allowed to see this page. */
    permission?: string
    /** A frame around pages, such as the settings with their own menu. */
    frame?: boolean
  }
}

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet })

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (session) throw redirect({ to: paths.home() })
  },
  component: lazyRouteComponent(() => import('../access/login-page'), 'LoginPage'),
})

/** What people reach by a link of a mail, or when they cannot log in; whoever is logged in may open it too. */
function access(path: string, load: () => Promise<Record<string, unknown>>, name: string) {
  return createRoute({
    getParentRoute: () => rootRoute,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, name),
  })
}

export const accessRoutes = [
  access('/welcome', () => import('../access/welcome-page'), 'WelcomePage'),
  access('/forgot-password', () => import('../access/forgot-password-page'), 'ForgotPasswordPage'),
  access('/register', () => import('../access/register-page'), 'RegisterPage'),
  access('/registration', () => import('../access/registration-page'), 'RegistrationPage'),
  access('/new-password', () => import('../access/new-password-page'), 'NewPasswordPage'),
]

/** Everything behind the login. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session) {
      const next = location.href === paths.home() ? undefined : location.href
      throw redirect({ to: '/login', search: next ? { next } : {} })
    }
    if (session.role === 'operator') await wordsOf('operator', currentLocale())
  },
  component: Shell,
})

/** Every other address: the frame stays around the page that says so. */
export const elsewhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/$',
  component: NotFoundPage,
})

interface Page {
  path: string
  /** Loads the page when it is first needed: `() => import('@/features/…')`. */
  load: () => Promise<Record<string, unknown>>
  name: string
  module?: ModuleKey
  permission?: string
}

/** The account settings: a menu of their own beside the page. */
export const settingsFrame = createRoute({
  getParentRoute: () => shellRoute,
  id: 'settings-frame',
  staticData: { frame: true },
  component: lazyRouteComponent(() => import('../layout/settings-frame'), 'SettingsFrame'),
})

function described({ path, load, name, module, permission }: Page) {
  return {
    path,
    staticData: { module, permission },
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, name),
  }
}

/** A page behind the login, in a chunk of its own. */
export function page(page: Page) {
  return createRoute({ getParentRoute: () => shellRoute, ...described(page) })
}

/** A page of the account settings. Its entry in the menu stands in `app/settings-entries.ts`. */
export function settingsPage(page: Page) {
  return createRoute({ getParentRoute: () => settingsFrame, ...described(page) })
}

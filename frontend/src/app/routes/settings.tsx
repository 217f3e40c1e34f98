import { createRoute, redirect } from '@tanstack/react-router'
import { sessionQuery } from '@/api/session'
import { paths } from '@/lib/paths'
import { settingsEntriesFor } from '../settings-entries'
import { settingsFrame, settingsPage, shellRoute } from './frame'

/** The address without a subject leads to the first one that the session may see. */
const frontDoor = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    const first = session && settingsEntriesFor(session)[0]
    throw redirect({ to: first ? first.to : paths.home(), replace: true })
  },
})

const framed = settingsFrame.addChildren([
  settingsPage({
    path: '/settings/organisation',
    load: () => import('@/features/settings/pages/organisation-page'),
    name: 'OrganisationPage',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/sender',
    load: () => import('@/features/settings/pages/sender-page'),
    name: 'SenderPage',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/users',
    load: () => import('@/features/settings/pages/users-page'),
    name: 'UsersPage',
    permission: 'users:read',
  }),
  settingsPage({
    path: '/settings/locations',
    load: () => import('@/features/settings/pages/locations-page'),
    name: 'LocationsPage',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/external-instructors',
    load: () => import('@/features/settings/pages/external-instructors-page'),
    name: 'ExternalInstructorsPage',
    module: 'external_courses',
    permission: 'instructors:read',
  }),
  settingsPage({
    path: '/settings/api-keys',
    load: () => import('@/features/settings/pages/api-keys-page'),
    name: 'ApiKeysPage',
    permission: 'api-keys:read',
  }),
  settingsPage({
    path: '/settings/webhooks',
    load: () => import('@/features/settings/pages/webhooks-page'),
    name: 'WebhooksPage',
    permission: 'webhooks:read',
  }),
  settingsPage({
    path: '/settings/webhooks/$webhookId',
    load: () => import('@/features/settings/pages/webhook-page'),
    name: 'WebhookPage',
    permission: 'webhooks:read',
  }),
  settingsPage({
    path: '/settings/modules',
    load: () => import('@/features/settings/pages/modules-page'),
    name: 'ModulesPage',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/subscription',
    load: () => import('@/features/billing/pages/subscription-page'),
    name: 'SubscriptionPage',
    permission: 'billing:read',
  }),
  settingsPage({
    path: '/settings/invoices',
    load: () => import('@/features/billing/pages/invoices-page'),
    name: 'InvoicesPage',
    permission: 'billing:read',
  }),
  settingsPage({
    path: '/settings/invoices/$invoiceId',
    load: () => import('@/features/billing/pages/invoice-page'),
    name: 'InvoicePage',
    permission: 'billing:read',
  }),
  settingsPage({
    path: '/settings/templates',
    load: () => import('@/features/templates/pages/templates-page'),
    name: 'TemplatesPage',
    module: 'invitations',
    permission: 'templates:read',
  }),
  settingsPage({
    path: '/settings/course-reminders',
    load: () => import('@/features/reminders/pages/course-reminders-page'),
    name: 'CourseRemindersPage',
    module: 'invitations',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/trainee-reminders',
    load: () => import('@/features/reminders/pages/expiry-reminders-pages'),
    name: 'TraineeRemindersPage',
    module: 'expiry_reminders',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/customer-reminders',
    load: () => import('@/features/reminders/pages/expiry-reminders-pages'),
    name: 'CustomerRemindersPage',
    module: 'customers',
    permission: 'settings:read',
  }),
  settingsPage({
    path: '/settings/log',
    load: () => import('@/features/log/pages/log-page'),
    name: 'LogPage',
    permission: 'audit-log:read',
  }),
  settingsPage({
    path: '/settings/opt-outs',
    load: () => import('@/features/reminders/pages/opt-outs-page'),
    name: 'OptOutsPage',
    permission: 'mails:read',
  }),
])

export const settingsRoutes = [frontDoor, framed]

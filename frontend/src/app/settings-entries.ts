import type { ModuleKey, Session } from '@/api/session'
import type { nl } from '@/i18n/nl'
import { paths } from '@/lib/paths'

export interface SettingsEntry {
  key: keyof typeof nl.settings.page
  to: string
  module?: ModuleKey
  permission: string
}

const entry = (key: SettingsEntry['key'], permission: string, module?: ModuleKey): SettingsEntry => ({
  key,
  to: paths.settingsPage(key),
  permission,
  module,
})

/** The subjects of the account settings, in the order of their menu. */
const ENTRIES: readonly SettingsEntry[] = [
  entry('organisation', 'settings:read'),
  entry('sender', 'settings:read'),
  entry('users', 'users:read'),
  entry('locations', 'settings:read'),
  entry('external-instructors', 'instructors:read', 'external_courses'),
  entry('templates', 'templates:read', 'invitations'),
  entry('course-reminders', 'settings:read', 'invitations'),
  entry('trainee-reminders', 'settings:read', 'expiry_reminders'),
  entry('customer-reminders', 'settings:read', 'customers'),
  entry('opt-outs', 'mails:read'),
  entry('api-keys', 'api-keys:read'),
  entry('webhooks', 'webhooks:read'),
  entry('modules', 'settings:read'),
  entry('subscription', 'billing:read'),
  entry('invoices', 'billing:read'),
  entry('log', 'audit-log:read'),
]

/** The subjects that this session can go to. */
export function settingsEntriesFor(session: Session): SettingsEntry[] {
  if (!session.provider) return []
  return ENTRIES.filter(
    ({ module, permission }) =>
      (!module || session.modules.includes(module)) && session.permissions.includes(permission),
  )
}

import type { ModuleKey, Session } from '@/api/session'
import { paths } from '@/lib/paths'
import type { IconName } from '@/ui/icons/shapes'

export interface NavEntry {
  key:
    | 'home'
    | 'courses'
    | 'trainees'
    | 'customers'
    | 'certificates'
    | 'certificationItems'
    | 'instructors'
    | 'mails'
    | 'templates'
    | 'settings'
    | 'registry'
    | 'operatorCourseTypes'
    | 'operatorWishes'
    | 'operatorInvoices'
    | 'operatorPrices'
    | 'operatorCode95'
    | 'operatorWatch'
  to: string
  icon: IconName
  module?: ModuleKey
  permission?: string
  /** The keys that go there from anywhere. */
  keys?: string
  /** On a phone this one stands in the bar itself, not under "more". */
  pinned?: boolean
}

const ENTRIES: readonly NavEntry[] = [
  { key: 'home', to: paths.home(), icon: 'home', keys: 'g d', pinned: true },
  {
    key: 'courses',
    to: paths.courses(),
    icon: 'calendar',
    permission: 'courses:read',
    keys: 'g c',
    pinned: true,
  },
  { key: 'trainees', to: paths.trainees(), icon: 'people', permission: 'trainees:read', keys: 'g p' },
  {
    key: 'customers',
    to: paths.customers(),
    icon: 'building',
    module: 'customers',
    permission: 'customers:read',
    keys: 'g k',
  },
  { key: 'certificates', to: paths.certificates(), icon: 'shield', permission: 'certificates:read' },
  {
    key: 'instructors',
    to: paths.instructors(),
    icon: 'instructor',
    permission: 'instructors:read',
    keys: 'g i',
  },
  {
    key: 'certificationItems',
    to: paths.items(),
    icon: 'box',
    module: 'certification_items',
    permission: 'certification-items:read',
    keys: 'g z',
  },
  { key: 'mails', to: paths.mails(), icon: 'mail', permission: 'mails:read' },
  {
    key: 'templates',
    to: paths.templates(),
    icon: 'template',
    module: 'invitations',
    permission: 'templates:read',
  },
  { key: 'settings', to: paths.settings(), icon: 'settings', permission: 'settings:read' },
]

/** What the operator can go to, outside every provider. */
const OPERATOR: readonly NavEntry[] = [
  { key: 'home', to: paths.home(), icon: 'home', keys: 'g d', pinned: true },
  { key: 'operatorCourseTypes', to: paths.operatorCourseTypes(), icon: 'list' },
  { key: 'registry', to: paths.registry(), icon: 'instructor' },
  { key: 'operatorWishes', to: paths.operatorWishes(), icon: 'flag' },
  { key: 'operatorInvoices', to: paths.operatorInvoices(), icon: 'box' },
  { key: 'operatorPrices', to: paths.operatorPrices(), icon: 'tag' },
  { key: 'operatorCode95', to: paths.operatorCode95(), icon: 'calendar' },
  { key: 'operatorWatch', to: paths.operatorWatch(), icon: 'clock' },
]

/** What this session can go to. A module that is off hides its entry; its page tells how to get it. */
export function entriesFor(session: Session): NavEntry[] {
  if (!session.provider) return session.role === 'operator' ? [...OPERATOR] : [...ENTRIES.slice(0, 1)]
  return ENTRIES.filter(
    ({ module, permission }) =>
      (!module || session.modules.includes(module)) &&
      (!permission || session.permissions.includes(permission)),
  )
}

interface CreateEntry {
  key: 'newCourse' | 'newTrainee' | 'newCustomer' | 'newItem'
  to: string
  icon: IconName
  keys: string
  module?: ModuleKey
  permission: string
}

const CREATE: readonly CreateEntry[] = [
  { key: 'newCourse', to: paths.courseNew(), icon: 'calendar', keys: 'n c', permission: 'courses:write' },
  { key: 'newTrainee', to: paths.traineeNew(), icon: 'person', keys: 'n t', permission: 'trainees:write' },
  {
    key: 'newCustomer',
    to: paths.customerNew(),
    icon: 'building',
    keys: 'n k',
    module: 'customers',
    permission: 'customers:write',
  },
  {
    key: 'newItem',
    to: paths.itemNew(),
    icon: 'box',
    keys: 'n i',
    module: 'certification_items',
    permission: 'certification-items:write',
  },
]

export function creatableBy(session: Session): CreateEntry[] {
  return CREATE.filter(
    ({ module, permission }) =>
      (!module || session.modules.includes(module)) && session.permissions.includes(permission),
  )
}

/** Whether a path lies under an entry, so that the entry is marked as the place where one is. */
export function isUnder(path: string, entry: NavEntry, all: readonly NavEntry[]): boolean {
  if (entry.to === paths.home()) return path === paths.home()
  if (path !== entry.to && !path.startsWith(`${entry.to}/`)) return false
  return !all.some(
    (other) => other.to.length > entry.to.length && (path === other.to || path.startsWith(`${other.to}/`)),
  )
}

import type { instructors as source } from '../nl/instructors'
import type { Texts } from '../types'

export const instructors: Texts<typeof source> = {
  title: 'Instructors',
  search: 'Search by name or town',
  type: 'Qualified for',
  allTypes: 'All fields',
  kind: 'Kind',
  allKinds: 'CIBOT and own',
  registered: 'CIBOT instructor',
  external: 'External instructor',
  day: 'Free on',
  name: 'Name',
  city: 'Home town',
  languages: 'Languages',
  qualifications: 'Teaching qualifications',
  availability: 'On {{date}}',
  free: 'Free',
  until: '{{name}} until {{date}}',
  contact: 'Mail',
  empty: 'No instructors yet',
  emptyText: 'CIBOT keeps the instructors. You add your own ones in the account settings.',
}

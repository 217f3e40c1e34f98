/** The areas in which a key can read or change; the same words are the scopes of the API. */
export const AREAS = [
  'courses',
  'trainees',
  'customers',
  'certification-items',
  'instructors',
  'staffing',
  'templates',
  'mails',
  'settings',
  'webhooks',
] as const

type Area = (typeof AREAS)[number]
export const ACTS = ['read', 'write'] as const

/** The scopes of a key by area, for a line such as "Cursussen: lezen, aanpassen". */
export function actsIn(area: Area, scopes: readonly string[]): Array<(typeof ACTS)[number]> {
  return ACTS.filter((act) => scopes.includes(`${area}:${act}`))
}

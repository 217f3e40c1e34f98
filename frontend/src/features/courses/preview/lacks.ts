import type { CourseDetail } from '../types'

export type Lack = 'instructor' | 'invitations' | 'place' | 'documents' | 'processing'

interface Missing {
  what: Lack
  count: number
  /** Where it is to be done. */
  tab: 'trainees' | 'instructors' | 'files'
}

/** What a course waits for, of what the API says of it; without the module nobody `invites`. A cancelled or processed one
 * waits for nothing. */
export function lacksOf(course: CourseDetail, invites: boolean): Missing[] {
  const { enrolled, invited } = course.counts
  const planned = course.state === 'planned'
  const held = course.state === 'held' && !course.isWhiteLabel
  const found: Missing[] = []
  if (planned && !course.instructors.some(({ position }) => position === 'main'))
    found.push({ what: 'instructor', count: 1, tab: 'instructors' })
  if (planned && invites && enrolled > invited)
    found.push({ what: 'invitations', count: enrolled - invited, tab: 'trainees' })
  if (course.placeOffer) found.push({ what: 'place', count: course.waiting, tab: 'trainees' })
  const files = course.documents.filter(({ kind, file }) => kind !== 'file' && !file).length
  if (held && files > 0) found.push({ what: 'documents', count: files, tab: 'files' })
  if (held) found.push({ what: 'processing', count: 1, tab: 'trainees' })
  return found
}

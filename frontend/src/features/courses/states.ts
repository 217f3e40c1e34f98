import type { StatusName } from '@/ui/status'
import type { CourseRow } from './types'

/** The badges of a course: its state first, then what makes it special. */
export function statesOf(
  course: Pick<CourseRow, 'state' | 'isWhiteLabel' | 'isCode95' | 'enrolled' | 'maxTrainees'>,
) {
  const states: StatusName[] = [course.isWhiteLabel && course.state === 'held' ? 'processed' : course.state]
  if (course.isWhiteLabel) states.push('whiteLabel')
  else if (course.state === 'planned' && course.enrolled >= course.maxTrainees) states.push('full')
  if (course.isCode95) states.push('code95')
  return states
}

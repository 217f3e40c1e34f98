import { useCan, useModuleActive } from '@/api/session'
import { oneOf, type SearchRecord } from '@/tables/url-state'
import type { CourseDetail } from '../types'

export const TABS = [
  'trainees',
  'code95',
  'files',
  'certificates',
  'instructors',
  'mails',
  'history',
] as const
export type CourseTab = (typeof TABS)[number]

export const readTab = (search: SearchRecord) => oneOf(search.tab, TABS)

/** Whether the course was held, with trainees to certify. */
export const isOver = (course: CourseDetail) =>
  !course.isWhiteLabel && (course.state === 'held' || course.state === 'processed')

/** The tabs that this course has for this user, of those that somebody renders. What a white-label course never has, is not there at all (S07). */
export function useTabs(course: CourseDetail, offered: Partial<Record<CourseTab, unknown>>): CourseTab[] {
  const can = useCan()
  const isActive = useModuleActive()
  const shown: Record<CourseTab, boolean> = {
    trainees: offered.trainees !== undefined && !course.isWhiteLabel && can('courses:read'),
    code95: course.isCode95 && !course.isWhiteLabel && course.state !== 'cancelled',
    files: true,
    certificates: offered.certificates !== undefined && isOver(course) && can('certificates:read'),
    instructors: offered.instructors !== undefined && isActive('staffing') && can('staffing:read'),
    mails: offered.mails !== undefined && can('mails:read'),
    history: offered.history !== undefined && can('history:read'),
  }
  return TABS.filter((tab) => shown[tab])
}

import { useCan, useModuleActive } from '@/api/session'
import { oneOf, type SearchRecord } from '@/tables/url-state'
import type { CourseDetail } from '../types'

export const TABS = ['trainees', 'code95', 'files', 'instructors', 'mails'] as const
export type CourseTab = (typeof TABS)[number]

export const readTab = (search: SearchRecord) => oneOf(search.tab, TABS)

/** The tabs that this course has for this user, of those that somebody renders. What a white-label course never has, is not there at all (S07). */
export function useTabs(course: CourseDetail, offered: Partial<Record<CourseTab, unknown>>): CourseTab[] {
  const can = useCan()
  const isActive = useModuleActive()
  const shown: Record<CourseTab, boolean> = {
    trainees: offered.trainees !== undefined && !course.isWhiteLabel && can('courses:read'),
    code95: course.isCode95 && !course.isWhiteLabel && course.state !== 'cancelled',
    files: true,
    instructors: offered.instructors !== undefined && isActive('staffing') && can('staffing:read'),
    mails: offered.mails !== undefined && can('mails:read'),
  }
  return TABS.filter((tab) => shown[tab])
}

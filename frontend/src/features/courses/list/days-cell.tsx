import { useFormat, useT } from '@/i18n/use-t'
import type { CourseRow, SharedCourse } from '../types'
import classes from './course-list.module.css'

/** The first day of a course with its times, and how many days follow. */
export function DaysCell({ course }: { course: CourseRow | SharedCourse }) {
  const t = useT()
  const format = useFormat()
  const first = course.days[0]
  const more = course.days.length - 1
  return (
    <>
      <span className={classes.nowrap}>{format.day(course.firstDay)}</span>
      {first ? <span className={classes.under}>{format.times(first.starts, first.ends)}</span> : null}
      {more > 0 ? <span className={classes.under}>{t('courses.list.moreDays', { count: more })}</span> : null}
    </>
  )
}

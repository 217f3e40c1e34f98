import type { ReactNode } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { StatusBadge } from '@/ui/status-badge'
import type { CourseDetail, Position } from '../types'
import classes from './overview.module.css'

interface Props {
  course: CourseDetail
  /** Whether the user can go to "Instructeurs beheren". */
  managesInstructors: boolean
}

/** What one wants to know of a course at once: when, who, where, how full. */
export function CourseFacts({ course, managesInstructors }: Props) {
  const t = useT()
  const format = useFormat()
  return (
    <dl className={classes.facts}>
      <Fact name={t('courses.detail.date')}>
        {course.days.map((day) => (
          <span key={day.date} className={classes.line}>
            {format.day(day.date)}, {format.times(day.starts, day.ends)}
          </span>
        ))}
      </Fact>
      <Fact name={t('courses.detail.instructor')}>
        <Teacher course={course} position="main" />
        {managesInstructors ? (
          <AppLink to={paths.course(course.id, 'instructors')} className={classes.line}>
            {t('courses.detail.manageInstructors')}
          </AppLink>
        ) : null}
      </Fact>
      {course.instructors.some(({ position }) => position === 'second') ? (
        <Fact name={t('courses.detail.second')}>
          <Teacher course={course} position="second" />
        </Fact>
      ) : null}
      <Fact name={t('courses.detail.location')}>{course.locationText || t('courses.detail.noLocation')}</Fact>
      {course.isWhiteLabel ? null : <Places course={course} />}
      {course.expiresOn ? (
        <Fact name={t('courses.detail.expiresOn')}>{format.date(course.expiresOn)}</Fact>
      ) : null}
      {course.reseller ? <Fact name={t('courses.detail.reseller')}>{course.reseller}</Fact> : null}
      {course.remarks ? (
        <Fact name={t('courses.detail.remarks')} wide>
          <span className={classes.remarks}>{course.remarks}</span>
        </Fact>
      ) : null}
    </dl>
  )
}

function Teacher({ course, position }: { course: CourseDetail; position: Position }) {
  const teacher = course.instructors.find((one) => one.position === position)
  if (teacher) return <span>{teacher.name}</span>
  return course.state === 'cancelled' ? null : <StatusBadge status="unstaffed" />
}

function Places({ course }: { course: CourseDetail }) {
  const t = useT()
  const { enrolled: taken, maxTrainees: max, waiting } = course
  return (
    <Fact name={t('courses.detail.places')}>
      {t('courses.detail.placesText', { taken, max })}
      {waiting > 0 ? `, ${t('courses.list.waiting', { count: waiting })}` : ''}
    </Fact>
  )
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={classes.fact} data-wide={wide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

import { ActionIcon } from '@mantine/core'
import { type Translate, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { Icon } from '@/ui/icons/icon'
import { AppLink } from '@/ui/links'
import { StatusBadge } from '@/ui/status-badge'
import { statesOf } from '../states'
import type { CourseRow } from '../types'
import classes from './course-list.module.css'
import { DaysCell } from './days-cell'

/** The columns of a list of courses; with `onPreview` each row has a button for a quick look. */
export function courseColumns(t: Translate, onPreview?: (course: CourseRow) => void): Column<CourseRow>[] {
  return [
    {
      id: 'number',
      header: t('courses.list.number'),
      sort: 'number',
      width: '6rem',
      cell: (row) => <CourseNumber course={row} onPreview={onPreview} />,
    },
    {
      id: 'date',
      header: t('courses.list.date'),
      sort: 'firstDay',
      cell: (row) => <DaysCell course={row} />,
    },
    { id: 'type', header: t('courses.list.type'), card: 'title', cell: (row) => <Name course={row} /> },
    { id: 'location', header: t('courses.list.location'), cell: ({ locationText }) => locationText },
    { id: 'instructor', header: t('courses.list.instructor'), cell: (row) => <Teachers course={row} /> },
    { id: 'places', header: t('courses.list.places'), cell: (row) => <Places course={row} /> },
    { id: 'state', header: t('courses.list.state'), cell: (row) => <States course={row} /> },
  ]
}

interface NumberProps {
  course: CourseRow
  onPreview?: (course: CourseRow) => void
}

/** With the button that shows a quick look at the course; a phone opens the course itself. */
function CourseNumber({ course, onPreview }: NumberProps) {
  const t = useT()
  return (
    <span className={classes.nowrap}>
      #{course.number}
      {onPreview ? (
        <ActionIcon
          variant="subtle"
          className={classes.preview}
          aria-label={t('courses.preview.of', { type: course.typeName, number: course.number })}
          onClick={() => onPreview(course)}
        >
          <Icon name="eye" size={16} />
        </ActionIcon>
      ) : null}
    </span>
  )
}

function Name({ course }: { course: CourseRow }) {
  return <AppLink to={paths.course(course.id)}>{course.typeName}</AppLink>
}

function Teachers({ course }: { course: CourseRow }) {
  if (course.instructors.length === 0) {
    return course.state === 'cancelled' ? null : <StatusBadge status="unstaffed" />
  }
  return course.instructors.map(({ id, name }) => (
    <span key={id} className={classes.line}>
      {name}
    </span>
  ))
}

function Places({ course }: { course: CourseRow }) {
  const t = useT()
  if (course.isWhiteLabel) return null
  const { enrolled: taken, maxTrainees: max, waiting } = course
  return (
    <>
      <span className={classes.nowrap} title={t('courses.list.placesTaken', { taken, max })}>
        {t('courses.detail.placesText', { taken, max })}
      </span>
      {waiting > 0 ? (
        <span className={classes.under}>{t('courses.list.waiting', { count: waiting })}</span>
      ) : null}
    </>
  )
}

function States({ course }: { course: CourseRow }) {
  return (
    <span className={classes.badges}>
      {statesOf(course).map((status) => (
        <StatusBadge key={status} status={status} />
      ))}
    </span>
  )
}

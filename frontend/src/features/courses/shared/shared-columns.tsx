import { Anchor } from '@mantine/core'
import { type Translate, useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { StatusBadge } from '@/ui/status-badge'
import classes from '../list/course-list.module.css'
import type { SharedCourse } from '../types'

export function sharedColumns(t: Translate): Column<SharedCourse>[] {
  return [
    { id: 'date', header: t('courses.shared.date'), cell: (row) => <Days course={row} /> },
    { id: 'type', header: t('courses.shared.type'), card: 'title', cell: ({ typeName }) => typeName },
    { id: 'place', header: t('courses.shared.place'), cell: ({ place }) => place },
    { id: 'free', header: t('courses.shared.free'), cell: (row) => <Free course={row} /> },
    { id: 'provider', header: t('courses.shared.provider'), cell: (row) => <Contact course={row} /> },
  ]
}

function Days({ course }: { course: SharedCourse }) {
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

function Free({ course }: { course: SharedCourse }) {
  return course.freePlaces > 0 ? course.freePlaces : <StatusBadge status="full" />
}

function Contact({ course: { provider } }: { course: SharedCourse }) {
  return (
    <>
      <span className={classes.line}>{[provider.name, provider.city].filter(Boolean).join(', ')}</span>
      <Anchor fz="inherit" className={classes.line} href={`mailto:${provider.email}`}>
        {provider.email}
      </Anchor>
      {provider.phone ? (
        <Anchor fz="inherit" className={classes.line} href={`tel:${provider.phone.replace(/[^+\d]/g, '')}`}>
          {provider.phone}
        </Anchor>
      ) : null}
    </>
  )
}

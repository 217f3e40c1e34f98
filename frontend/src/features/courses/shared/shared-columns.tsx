import { Anchor } from '@mantine/core'
import type { Translate } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { StatusBadge } from '@/ui/status-badge'
import classes from '../list/course-list.module.css'
import { DaysCell } from '../list/days-cell'
import type { SharedCourse } from '../types'

export function sharedColumns(t: Translate): Column<SharedCourse>[] {
  return [
    { id: 'date', header: t('courses.shared.date'), cell: (row) => <DaysCell course={row} /> },
    { id: 'type', header: t('courses.shared.type'), card: 'title', cell: ({ typeName }) => typeName },
    { id: 'place', header: t('courses.shared.place'), cell: ({ place }) => place },
    { id: 'free', header: t('courses.shared.free'), cell: (row) => <Free course={row} /> },
    { id: 'provider', header: t('courses.shared.provider'), cell: (row) => <Contact course={row} /> },
  ]
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

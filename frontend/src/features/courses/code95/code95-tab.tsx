import { Checkbox, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { Deadline } from '@/ui/deadline'
import { StatusBadge } from '@/ui/status-badge'
import classes from '../overview/overview.module.css'
import { courseCode95 } from '../queries'
import type { Code95, CourseDetail, Duty } from '../types'
import { useTick } from './mutations'

/** Hours by kind, and what must be reported in TOP internet before when; each is ticked here once it was (S06). */
export function Code95Tab({ course }: { course: CourseDetail }) {
  const query = useQuery(courseCode95(course.id))
  return <QueryView query={query}>{(found) => <Days course={course} found={found} />}</QueryView>
}

function Days({ course, found }: { course: CourseDetail; found: Code95 }) {
  const t = useT()
  const format = useFormat()
  const tick = useTick(course.id)
  const mayTick = course.allowedActions.includes('reportCode95')
  if (found.days.length === 0) return <p>{t('code95.nothing')}</p>
  return (
    <>
      <p>{t('code95.hint')}</p>
      {found.days.length > 1 ? (
        <p>
          {t('code95.total')}: <Hours hours={found.totals} />
        </p>
      ) : null}
      {found.days.map((day) => (
        <section key={day.date} aria-label={format.day(day.date)}>
          <Title order={2} size="h4">
            {format.day(day.date)}
          </Title>
          <p>
            <Hours hours={day.hours} />
          </p>
          <ul className={classes.files}>
            {day.duties.map((duty) => (
              <li key={duty.duty} className={classes.file}>
                <Checkbox
                  className={classes.duty}
                  label={t(`code95.duty.${duty.duty}`)}
                  description={t(`code95.hints.${duty.duty}`)}
                  aria-label={`${t(`code95.duty.${duty.duty}`)}, ${format.day(day.date)}`}
                  checked={duty.reportId !== null}
                  disabled={!mayTick || tick.isPending}
                  onChange={() => tick.mutate({ date: day.date, duty }, { onError: toastError })}
                />
                <span className={classes.fileName}>
                  <Progress duty={duty} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Hours({ hours }: { hours: Code95['totals'] }) {
  const t = useT()
  const format = useFormat()
  const kinds = (['theory', 'practice', 'eLearning'] as const).filter((kind) => hours[kind] > 0)
  if (kinds.length === 0) return t('code95.noHours')
  return kinds.map((kind) => t(`code95.hours.${kind}`, { hours: format.number(hours[kind]) })).join(', ')
}

function Progress({ duty }: { duty: Duty }) {
  const t = useT()
  const format = useFormat()
  if (duty.reportedAt === null) {
    return (
      <>
        <StatusBadge status={duty.state === 'missed' ? 'missed' : 'due'} /> <Deadline at={duty.dueAt} />
      </>
    )
  }
  return (
    <StatusBadge
      status={duty.state === 'reportedLate' ? 'reportedLate' : 'reported'}
      detail={t('code95.reported', { name: duty.reportedBy ?? '', at: format.instant(duty.reportedAt) })}
    />
  )
}

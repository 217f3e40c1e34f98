import { Button } from '@mantine/core'
import { errorText } from '@/api/error-text'
import { ConflictLines, conflictsOf } from '@/forms/booking-conflicts'
import { useFormat, useT } from '@/i18n/use-t'
import type { MoveOutcome } from '../mutations'
import type { CourseRow } from '../types'
import classes from './dates.module.css'

interface Props {
  courses: readonly CourseRow[]
  /** What became of those that had their turn. */
  outcomes: ReadonlyMap<string, MoveOutcome>
  busy: boolean
  /** The deliberate second step for a course whose instructor is booked already (R-CRS-05). */
  onMoveAnyway: (id: string) => void
}

/** One line per course: where it went, or why it stays where it is. */
export function MoveOutcomes({ courses, outcomes, busy, onMoveAnyway }: Props) {
  const t = useT()
  const moved = [...outcomes.values()].filter((outcome) => 'moved' in outcome).length
  return (
    <>
      <p role="status">{t('courseDates.moveMany.progress', { moved, count: courses.length })}</p>
      <ul className={classes.dates}>
        {courses.map((course) => (
          <li key={course.id} className={classes.date}>
            <strong>{`${course.typeName} (#${course.number})`}</strong>
            <Line
              outcome={outcomes.get(course.id)}
              busy={busy}
              onMoveAnyway={() => onMoveAnyway(course.id)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

interface LineProps {
  outcome: MoveOutcome | undefined
  busy: boolean
  onMoveAnyway: () => void
}

function Line({ outcome, busy, onMoveAnyway }: LineProps) {
  const t = useT()
  const format = useFormat()
  if (!outcome) return <span className={classes.days}>{t('courseDates.moveMany.waiting')}</span>
  if ('moved' in outcome) {
    const day = format.day(outcome.moved.firstDay)
    return <span className={classes.days}>{t('courseDates.moveMany.moved', { day })}</span>
  }
  const conflicts = conflictsOf(outcome.refused)
  if (!conflicts) return <span className={classes.days}>{errorText(outcome.refused)}</span>
  return (
    <>
      <ConflictLines conflicts={conflicts} />
      <Button variant="default" size="compact-sm" loading={busy} onClick={onMoveAnyway}>
        {t('courseDates.moveMany.anyway')}
      </Button>
    </>
  )
}

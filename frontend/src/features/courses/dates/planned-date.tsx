import { ConflictLines } from '@/forms/booking-conflicts'
import { useFormat, useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import type { PlannedDate } from '../types'
import classes from './dates.module.css'

/** What a course becomes on another date, in words: each of its days with its times. */
export function PlannedDays({ date }: { date: PlannedDate }) {
  const format = useFormat()
  return date.days.map((day) => (
    <span key={day.date} className={classes.days}>
      {format.day(day.date)}, {format.times(day.starts, day.ends)}
    </span>
  ))
}

/** Who is busy on that date, and who may not teach then; nothing when all is well. */
export function DateWarnings({ date }: { date: PlannedDate }) {
  const t = useT()
  if (date.conflicts.length === 0 && date.unqualified.length === 0) return null
  return (
    <Notice tone="warning">
      {date.conflicts.length > 0 ? <ConflictLines conflicts={date.conflicts} /> : null}
      {date.unqualified.map((name) => (
        <p key={name}>{t('courseDates.unqualified', { name })}</p>
      ))}
    </Notice>
  )
}

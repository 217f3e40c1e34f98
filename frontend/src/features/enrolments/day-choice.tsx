import { SegmentedControl } from '@mantine/core'
import { useFormat, useT } from '@/i18n/use-t'
import classes from './enrolments.module.css'
import type { EnrolledCourse } from './types'

const WHOLE = ''

interface Props {
  days: EnrolledCourse['days']
  day: string | undefined
  onChange: (day: string | undefined) => void
}

/** Which day of a course of several days is being marked, or the course as a whole. */
export function DayChoice({ days, day, onChange }: Props) {
  const t = useT()
  const format = useFormat()
  const data = [
    { value: WHOLE, label: t('enrolments.days.whole') },
    ...days.map(({ date }) => ({ value: date, label: format.day(date) })),
  ]
  return (
    <div className={classes.days}>
      <SegmentedControl
        aria-label={t('enrolments.days.label')}
        data={data}
        value={day ?? WHOLE}
        onChange={(value) => onChange(value || undefined)}
      />
    </div>
  )
}

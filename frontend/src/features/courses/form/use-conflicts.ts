import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Conflict } from '@/forms/booking-conflicts'
import { isIsoDate } from '@/ui/date-field/date-field'
import { isTime } from '@/ui/time-field'
import { instructorConflicts } from '../queries'
import type { CourseDay, Person } from '../types'
import type { CourseForm } from './use-course-form'

/** The days that are filled in completely, once the typing rests. */
export function useFilledDays(form: CourseForm): CourseDay[] {
  const filled = form.values.days
    .filter(({ date, starts, ends }) => isIsoDate(date) && isTime(starts) && isTime(ends) && ends > starts)
    .map(({ date, starts, ends }) => ({ date, starts, ends }))
  const [resting] = useDebouncedValue(JSON.stringify(filled), 300)
  return JSON.parse(resting) as CourseDay[]
}

/** Where the chosen instructor is booked already on the days in the form (R-CRS-05). */
export function useConflicts(
  form: CourseForm,
  person: Person | null,
  courseId: string | undefined,
): Conflict[] {
  const days = useFilledDays(form)
  const asked = person ?? { kind: 'registered' as const, id: '', name: '' }
  const query = useQuery({
    ...instructorConflicts(asked, days, courseId),
    enabled: person !== null && days.length > 0,
  })
  return person && days.length > 0 ? (query.data?.conflicts ?? []) : []
}

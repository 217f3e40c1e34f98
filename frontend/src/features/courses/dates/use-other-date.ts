import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { isIsoDate } from '@/ui/date-field/date-field'
import { datePlan } from '../queries'

interface Values extends Record<string, unknown> {
  firstDay: string
  /** What is ticked below the date: telling people, or keeping the instructors. */
  ticked: boolean
}

/** The form of one other date for a course, and what that date would mean once it is filled in. */
export function useOtherDate(courseId: string, moving: boolean) {
  const t = useT()
  const form = useForm<Values>({
    initialValues: { firstDay: '', ticked: true },
    validate: { firstDay: (day) => (isIsoDate(day) ? null : t('courses.form.chooseDate')) },
  })
  const [day] = useDebouncedValue(form.values.firstDay, 200)
  const asked = isIsoDate(day) && day === form.values.firstDay
  const query = useQuery({ ...datePlan(courseId, { firstDay: day, moving }), enabled: asked })
  const plan = asked ? query.data : undefined
  return { form, date: plan?.items[0], told: plan?.told ?? 0 }
}

export type OtherDate = ReturnType<typeof useOtherDate>

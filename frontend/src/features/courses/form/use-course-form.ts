import { type UseFormReturnType, useForm } from '@mantine/form'
import { useT } from '@/i18n/use-t'
import type { CourseType } from '../types'
import { checkCourse } from './check'
import type { CourseValues } from './values'

export type CourseForm = UseFormReturnType<CourseValues>

export function useCourseForm(initial: CourseValues): CourseForm {
  const t = useT()
  return useForm<CourseValues>({
    initialValues: initial,
    validate: (values) => checkCourse(values, t),
  })
}

/** What a chosen type fills in; times, size and documents only where the user has not set them already. */
export function takeType(form: CourseForm, type: CourseType): void {
  form.setFieldValue('type', { id: type.id, text: type.name })
  form.setFieldValue('validityMonths', '')
  if (type.maxTrainees && !form.isDirty('maxTrainees')) form.setFieldValue('maxTrainees', type.maxTrainees)
  if (!form.isDirty('attendanceList') && !form.isDirty('exams') && type.requiredDocuments.length > 0) {
    form.setFieldValue('attendanceList', type.requiredDocuments.includes('attendance_list'))
    form.setFieldValue('exams', type.requiredDocuments.includes('exams'))
  }
  const first = form.values.days[0]
  if (first && type.starts && !form.isDirty('days.0.starts'))
    form.setFieldValue('days.0.starts', type.starts.slice(0, 5))
  if (first && type.ends && !form.isDirty('days.0.ends'))
    form.setFieldValue('days.0.ends', type.ends.slice(0, 5))
}

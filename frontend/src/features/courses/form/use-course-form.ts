import { type UseFormReturnType, useForm } from '@mantine/form'
import { documentValues } from '@/forms/required-documents'
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

/** What a chosen type fills in. What the user set himself stays; what the type before it filled in gives way. */
export function takeType(form: CourseForm, type: CourseType, former: CourseType | null): void {
  form.setFieldValue('type', { id: type.id, text: type.name })
  form.setFieldValue('validityMonths', '')
  const taken = former ? proposals(former) : {}
  for (const [path, value] of Object.entries(proposals(type))) {
    const present = form.getInputProps(path).value
    if (!form.isDirty(path) || (path in taken && same(present, taken[path]))) form.setFieldValue(path, value)
  }
}

/** The fields for which a type has something to propose, by their path. */
function proposals(type: CourseType): Record<string, unknown> {
  return {
    isCode95: type.isCode95,
    ...(type.maxTrainees ? { maxTrainees: type.maxTrainees } : {}),
    ...(type.starts ? { 'days.0.starts': type.starts.slice(0, 5) } : {}),
    ...(type.ends ? { 'days.0.ends': type.ends.slice(0, 5) } : {}),
    ...(type.kind === 'certified' ? documentValues(type.requiredDocuments) : {}),
  }
}

/** The keys of rows are made anew each time, and say nothing. */
const same = (one: unknown, other: unknown) => wordsOf(one) === wordsOf(other)
const wordsOf = (value: unknown) => JSON.stringify(value, (name, part) => (name === 'key' ? undefined : part))

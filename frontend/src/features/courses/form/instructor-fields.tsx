import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { instructorChoices } from '../queries'
import type { InstructorChoice, Person } from '../types'
import { ConflictNotice } from './conflict-notice'
import { useConflicts, useFilledDays } from './use-conflicts'
import type { CourseForm } from './use-course-form'

interface Props {
  form: CourseForm
  courseId?: string
}

/** Main and second instructor, or "nobody yet" (R-STF-01), with a warning at once when somebody is busy (R-CRS-05). */
export function InstructorFields({ form, courseId }: Props) {
  const t = useT()
  const { noInstructorYet } = form.values
  return (
    <>
      {noInstructorYet ? (
        <TextInput
          label={t('courses.form.mainInstructor')}
          description={t('courses.form.unknownHint')}
          value={t('courses.form.unknown')}
          readOnly
          data-path="mainInstructor"
        />
      ) : (
        <InstructorField form={form} courseId={courseId} path="mainInstructor" />
      )}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => form.setFieldValue('noInstructorYet', !noInstructorYet)}
        >
          {noInstructorYet ? t('courses.form.chooseInstructor') : t('courses.form.noInstructor')}
        </Button>
      </div>
      <InstructorField form={form} courseId={courseId} path="secondInstructor" />
    </>
  )
}

interface FieldProps extends Props {
  path: 'mainInstructor' | 'secondInstructor'
}

function InstructorField({ form, courseId, path }: FieldProps) {
  const t = useT()
  const chosen = form.values[path]
  const [typed, setTyped] = useState('')
  const { kind, type } = form.values
  const days = useFilledDays(form).map((day) => day.date)
  const [q] = useDebouncedValue(chosen ? '' : typed.trim(), 200)
  const courseTypeId = type.id ?? undefined
  const registeredOnly = kind === 'certified' ? ('registered' as const) : undefined
  const found = useQuery(instructorChoices({ q, courseTypeId, kind: registeredOnly, days })).data?.items
  const conflicts = useConflicts(form, chosen, courseId)

  function set(person: Person | null, text: string) {
    setTyped(text)
    form.setFieldValue(path, person)
  }

  function pick(key: string) {
    const person = found?.find((one) => one.id === key)
    if (person) set({ kind: person.kind, id: person.id, name: person.name }, '')
  }

  return (
    <>
      <LookupField
        label={
          path === 'mainInstructor' ? t('courses.form.mainInstructor') : t('courses.form.secondInstructor')
        }
        description={t('courses.form.instructorHint')}
        required={path === 'mainInstructor'}
        data-path={path}
        error={form.errors[path]}
        text={chosen?.name ?? typed}
        onText={(text) => set(null, text)}
        options={found?.map((one) => optionOf(one, t))}
        onPick={pick}
        nothing={t('courses.form.instructorNothing')}
        onClear={() => set(null, '')}
      />
      <ConflictNotice conflicts={conflicts} />
    </>
  )
}

function optionOf(one: InstructorChoice, t: ReturnType<typeof useT>) {
  const external = one.kind === 'external' ? t('courses.form.instructorExternal') : ''
  return {
    key: one.id,
    label: one.name,
    hint: [one.city, external].filter(Boolean).join(', '),
    warning: one.busy ? t('courses.form.instructorBusy') : undefined,
  }
}

import { Button, Checkbox } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormShell } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { traineeChoices } from '../queries'
import type { EnrolledCourse, TraineeChoice } from '../types'
import { FullNotice } from './full-notice'
import { useAdd } from './use-add'

interface Props {
  course: EnrolledCourse
  /** Goes on to a new trainee, with what was typed as the name. */
  onNew: (name: string) => void
  onClose: () => void
}

type Values = { trainee: TraineeChoice | null; text: string }

/** Finds somebody who is known and enrols; who is not found is filled in next. */
export function ExistingForm({ course, onNew, onClose }: Props) {
  const t = useT()
  const { add, busy, error, forget } = useAdd(course.id)
  const [another, setAnother] = useState(false)
  const form = useForm<Values>({
    initialValues: { trainee: null, text: '' },
    validate: { trainee: (trainee) => (trainee ? null : t('enrolments.add.choose')) },
  })
  const { trainee } = form.values

  function submit(acceptWaitingList: boolean) {
    if (!trainee) return
    add({ traineeId: trainee.id, acceptWaitingList }, () => (another ? form.reset() : onClose()))
  }

  return (
    <FormShell
      form={form}
      onSubmit={() => submit(false)}
      loading={busy}
      submitError={error}
      submitLabel={t('enrolments.add.submit')}
      rename={(path) => (path === 'traineeId' ? 'trainee' : path)}
      handledCodes={['course_full']}
      inDialog
      aside={
        <Button variant="subtle" onClick={() => onNew(form.values.text)}>
          {t('enrolments.add.newTrainee')}
        </Button>
      }
    >
      <TraineeField form={form} onNew={onNew} onChange={forget} />
      <Checkbox
        label={t('enrolments.add.another')}
        checked={another}
        onChange={(event) => setAnother(event.currentTarget.checked)}
      />
      <FullNotice
        error={error}
        maxTrainees={course.maxTrainees}
        name={trainee?.name ?? ''}
        onWait={() => submit(true)}
      />
    </FormShell>
  )
}

interface FieldProps {
  form: UseFormReturnType<Values>
  onNew: (name: string) => void
  onChange: () => void
}

function TraineeField({ form, onNew, onChange }: FieldProps) {
  const t = useT()
  const format = useFormat()
  const { trainee, text } = form.values
  const [q] = useDebouncedValue(trainee ? '' : text.trim(), 200)
  const found = useQuery(traineeChoices(q))
  const people = q === '' ? [] : found.data?.items

  function set(next: TraineeChoice | null, words: string) {
    form.setValues({ trainee: next, text: words })
    form.clearFieldError('trainee')
    onChange()
  }

  const hint = (one: TraineeChoice) =>
    [
      one.birthDate && t('enrolments.add.born', { date: format.date(one.birthDate) }),
      one.email,
      one.customer?.name,
    ]
      .filter(Boolean)
      .join(', ')

  return (
    <LookupField
      label={t('enrolments.add.search')}
      description={t('enrolments.add.searchHint')}
      data-path="trainee"
      error={form.errors.trainee}
      text={text}
      onText={(words) => set(null, words)}
      options={people?.map((one) => ({ key: one.id, label: one.name, hint: hint(one) }))}
      onPick={(id) => {
        const chosen = people?.find((one) => one.id === id)
        if (chosen) set(chosen, chosen.name)
      }}
      nothing={t('enrolments.add.searchHint')}
      own={q !== '' && !trainee ? t('enrolments.add.newNamed', { name: text.trim() }) : undefined}
      onOwn={() => onNew(text)}
      onClear={() => set(null, '')}
    />
  )
}

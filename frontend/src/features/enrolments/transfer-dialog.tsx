import { Button, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isApiError } from '@/api/errors'
import { FormShell } from '@/forms/form-shell'
import { useFormat, useT, useToday } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import classes from './enrolments.module.css'
import { useTransfer } from './mutations'
import { courseChoices } from './queries'
import type { CourseChoice, EnrolledCourse } from './types'

interface Props {
  course: EnrolledCourse
  enrolmentIds: string[]
  opened: boolean
  onClose: () => void
  onDone: () => void
}

/** Moves the ticked trainees to another course, all of them or none (R-CRS-08). */
export function TransferDialog({ opened, onClose, enrolmentIds, ...rest }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('enrolments.transfer.title', { count: enrolmentIds.length })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <TransferForm enrolmentIds={enrolmentIds} onClose={onClose} {...rest} />
    </Modal>
  )
}

type Values = { courseId: string }

function TransferForm({ course, enrolmentIds, onClose, onDone }: Omit<Props, 'opened'>) {
  const t = useT()
  const transfer = useTransfer(course.id)
  const form = useForm<Values>({
    initialValues: { courseId: '' },
    validate: { courseId: (id) => (id ? null : t('enrolments.transfer.choose')) },
  })

  function save(acceptWaitingList: boolean) {
    transfer.mutate(
      { enrolmentIds, courseId: form.getValues().courseId, acceptWaitingList },
      {
        onSuccess: ({ items }) => {
          toast({ message: t('enrolments.transfer.done', { count: items.length }) })
          onDone()
          onClose()
        },
      },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={() => save(false)}
      loading={transfer.isPending}
      submitError={transfer.error}
      handledCodes={['course_full']}
      submitLabel={t('enrolments.transfer.submit')}
      onCancel={onClose}
      inDialog
    >
      <CourseField
        course={course}
        error={form.errors.courseId}
        onChange={(chosen) => {
          form.setFieldValue('courseId', chosen?.id ?? '')
          transfer.reset()
        }}
      />
      <p>{t('enrolments.transfer.hint')}</p>
      {isApiError(transfer.error, 'course_full') ? (
        <Notice tone="warning">
          {t('enrolments.transfer.full')}
          <div className={classes.choices}>
            <Button variant="default" onClick={() => save(true)}>
              {t('enrolments.transfer.toWaitingList')}
            </Button>
          </div>
        </Notice>
      ) : null}
    </FormShell>
  )
}

interface FieldProps {
  course: EnrolledCourse
  error: React.ReactNode
  onChange: (chosen: CourseChoice | null) => void
}

/** Searches a coming course; courses of the same name are proposed before anything is typed. */
function CourseField({ course, error, onChange }: FieldProps) {
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState(false)
  const [q] = useDebouncedValue(picked ? '' : text.trim() || course.typeName, 200)
  const found = useQuery(courseChoices(q, useToday())).data?.items.filter(({ id }) => id !== course.id)
  const labelOf = (one: CourseChoice) => `${one.typeName} (#${one.number}), ${format.day(one.firstDay)}`
  const hintOf = (one: CourseChoice) =>
    [one.locationText, t('enrolments.transfer.places', { taken: one.enrolled, max: one.maxTrainees })]
      .filter(Boolean)
      .join(', ')

  function set(words: string, chosen: CourseChoice | null) {
    setText(words)
    setPicked(chosen !== null)
    onChange(chosen)
  }

  return (
    <LookupField
      label={t('enrolments.transfer.course')}
      description={t('enrolments.transfer.search')}
      data-path="courseId"
      error={error}
      text={text}
      onText={(words) => set(words, null)}
      options={found?.map((one) => ({ key: one.id, label: labelOf(one), hint: hintOf(one) }))}
      onPick={(id) => {
        const chosen = found?.find((one) => one.id === id)
        if (chosen) set(labelOf(chosen), chosen)
      }}
      nothing={t('enrolments.transfer.nothing')}
      onClear={() => set('', null)}
    />
  )
}

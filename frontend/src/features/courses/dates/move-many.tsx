import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { type MoveOutcome, useMoveCourses } from '../mutations'
import type { CourseRow } from '../types'
import { DateDialog } from './date-dialog'
import { MoveOutcomes } from './move-outcomes'

const MOST_DAYS = 366

interface Props {
  /** The courses as they stood when the dialog was opened. */
  courses: readonly CourseRow[]
  opened: boolean
  onClose: () => void
}

/** Moves several courses by as many days each, and tells what became of each (R-CRS-10). */
export function MoveMany({ courses, opened, onClose }: Props) {
  const t = useT()
  return (
    <DateDialog
      title={t('courseDates.moveMany.title', { count: courses.length })}
      opened={opened}
      onClose={onClose}
    >
      <MoveManyForm courses={courses} onClose={onClose} />
    </DateDialog>
  )
}

interface Values extends Record<string, unknown> {
  byDays: number | string
  tell: boolean
}

const mayMove = (days: number | string) =>
  Number.isInteger(Number(days)) && Number(days) !== 0 && Math.abs(Number(days)) <= MOST_DAYS

function MoveManyForm({ courses, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const move = useMoveCourses()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, MoveOutcome>>(new Map())
  const [begun, setBegun] = useState(false)
  const form = useForm<Values>({
    initialValues: { byDays: 7, tell: true },
    validate: {
      byDays: (days) => (mayMove(days) ? null : t('courseDates.moveMany.range', { most: MOST_DAYS })),
    },
  })

  function run(ids: readonly string[], acceptDoubleBooking: boolean) {
    const { byDays, tell } = form.getValues()
    setBegun(true)
    move.mutate(
      {
        ids,
        byDays: Number(byDays),
        tellInvited: tell,
        acceptDoubleBooking,
        onOutcome: (id, outcome) => setOutcomes((former) => new Map(former).set(id, outcome)),
      },
      {
        onSuccess: (all) => {
          if (all.length < courses.length || all.some((outcome) => 'refused' in outcome)) return
          toast({ message: t('courseDates.moveMany.done', { count: all.length }) })
          onClose()
        },
      },
    )
  }

  if (begun) {
    return (
      <>
        <MoveOutcomes
          courses={courses}
          outcomes={outcomes}
          busy={move.isPending}
          onMoveAnyway={(id) => run([id], true)}
        />
        <Button onClick={onClose}>{t('common.close')}</Button>
      </>
    )
  }
  return (
    <FormShell
      form={form}
      onSubmit={() =>
        run(
          courses.map(({ id }) => id),
          false,
        )
      }
      loading={move.isPending}
      submitError={move.error}
      submitLabel={t('courseDates.moveMany.submit', { count: courses.length })}
      onCancel={onClose}
      inDialog
    >
      <NumberInput
        label={t('courseDates.moveMany.byDays')}
        description={t('courseDates.moveMany.hint')}
        required
        min={-MOST_DAYS}
        max={MOST_DAYS}
        allowDecimal={false}
        data-path="byDays"
        {...form.getInputProps('byDays')}
      />
      <Checkbox
        label={t('courseDates.moveMany.tell')}
        description={t('courseDates.move.tellHint')}
        {...form.getInputProps('tell', { type: 'checkbox' })}
      />
    </FormShell>
  )
}

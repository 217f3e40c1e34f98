import { Checkbox, NumberInput, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { FormShell, InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useCopyCourse } from '../mutations'
import { datePlan } from '../queries'
import type { CourseDetail, PlannedDate } from '../types'
import { DateDialog } from './date-dialog'
import classes from './dates.module.css'
import { DateWarnings, PlannedDays } from './planned-date'

const MOST_TIMES = 52

interface Props {
  course: CourseDetail
  opened: boolean
  onClose: () => void
}

/** "Herhalen": weekly or monthly, with every date shown and open to being left out (R-CRS-10). */
export function RepeatDialog({ course, opened, onClose }: Props) {
  const t = useT()
  return (
    <DateDialog
      title={t('courseDates.repeat.title', { number: course.number })}
      opened={opened}
      onClose={onClose}
    >
      <RepeatForm course={course} onClose={onClose} />
    </DateDialog>
  )
}

interface Values extends Record<string, unknown> {
  every: 'week' | 'month'
  times: number | string
  leftOut: string[]
  withInstructors: boolean
}

const inRange = (times: number | string) => Number(times) >= 1 && Number(times) <= MOST_TIMES

function RepeatForm({ course, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const copy = useCopyCourse(course.id)
  const form = useForm<Values>({
    initialValues: { every: 'week', times: 4, leftOut: [], withInstructors: true },
    validate: {
      times: (typed) => (inRange(typed) ? null : t('courseDates.repeat.timesRange', { most: MOST_TIMES })),
    },
  })
  const { every, leftOut, withInstructors } = form.values
  const typed = Number(form.values.times)
  const [times] = useDebouncedValue(typed, 200)
  const plan = useQuery({
    ...datePlan(course.id, { repeat: { every, times }, moving: false }),
    enabled: inRange(times),
  })
  // What is on the screen is what will be made: dates that belong to another number are not shown and not sent.
  const settled = times === typed
  const dates = (settled && inRange(typed) && plan.data?.items) || []
  const chosen = dates.map(({ firstDay }) => firstDay).filter((day) => !leftOut.includes(day))

  function submit() {
    if (chosen.length > 0) save(false)
    else form.setFieldError('times', t('courseDates.repeat.pick'))
  }

  function save(acceptDoubleBooking: boolean) {
    copy.mutate(
      { firstDays: chosen, withInstructors, acceptDoubleBooking },
      {
        onSuccess: ({ items }) => {
          toast({ message: t('courseDates.repeat.done', { count: items.length }) })
          onClose()
        },
      },
    )
  }

  return (
    <>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={copy.isPending || (inRange(typed) && (!settled || plan.isLoading))}
        submitError={copy.error}
        handledCodes={['instructor_busy']}
        submitLabel={t('courseDates.repeat.submit', { count: chosen.length })}
        onCancel={onClose}
        inDialog
      >
        <div className={classes.fields}>
          <Select
            label={t('courseDates.repeat.every')}
            data-path="every"
            allowDeselect={false}
            data={[
              { value: 'week', label: t('courseDates.repeat.week') },
              { value: 'month', label: t('courseDates.repeat.month') },
            ]}
            {...form.getInputProps('every')}
          />
          <NumberInput
            label={t('courseDates.repeat.times')}
            data-path="times"
            min={1}
            max={MOST_TIMES}
            allowDecimal={false}
            {...form.getInputProps('times')}
          />
        </div>
        <InlineError error={plan.error} />
        <Dates
          dates={dates}
          leftOut={leftOut}
          warn={withInstructors}
          onChange={(next) => form.setFieldValue('leftOut', next)}
        />
        {course.instructors.length > 0 ? (
          <Checkbox
            label={t('courseDates.withInstructors')}
            description={t('courseDates.withoutInstructorsHint')}
            {...form.getInputProps('withInstructors', { type: 'checkbox' })}
          />
        ) : null}
      </FormShell>
      <ConflictDialog
        error={copy.error}
        loading={copy.isPending}
        onBookAnyway={() => save(true)}
        onChooseOther={copy.reset}
        chooseOtherLabel={t('courseDates.otherDate')}
      />
    </>
  )
}

interface DatesProps {
  dates: PlannedDate[]
  leftOut: string[]
  warn: boolean
  onChange: (leftOut: string[]) => void
}

/** Every date of the series with a tick, and below it who is busy then. */
function Dates({ dates, leftOut, warn, onChange }: DatesProps) {
  const t = useT()
  const toggle = (day: string, wanted: boolean) =>
    onChange(wanted ? leftOut.filter((one) => one !== day) : [...leftOut, day])
  return (
    <fieldset className={classes.series}>
      <legend className={classes.legend}>{t('courseDates.repeat.dates')}</legend>
      <ul className={classes.dates}>
        {dates.map((date) => (
          <li key={date.firstDay} className={classes.date}>
            <Checkbox
              label={<PlannedDays date={date} />}
              checked={!leftOut.includes(date.firstDay)}
              onChange={(event) => toggle(date.firstDay, event.currentTarget.checked)}
            />
            {warn ? <DateWarnings date={date} /> : null}
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { DateWarnings, PlannedDays } from './planned-date'
import type { OtherDate } from './use-other-date'

interface Props {
  /** The form with what its date would mean. */
  other: OtherDate
  /** What is done with the date. */
  act: { isPending: boolean; error: unknown; reset: () => void }
  onSave: (acceptDoubleBooking: boolean) => void
  onClose: () => void
  /** What happens to the days, below the field. */
  hint: string
  submitLabel: string
  /** Whether the instructors come along, so that it matters who is busy. */
  warn: boolean
  /** The tick below the date, or nothing to tick. */
  tick: { label: string; hint: ReactNode } | null
  rename?: (apiPath: string) => string
}

/** One other date for a course: what it means, who is busy then, and the deliberate second step (R-CRS-05). */
export function OtherDateForm({ other, act, onSave, onClose, hint, submitLabel, warn, tick, rename }: Props) {
  const t = useT()
  const { form, date } = other
  return (
    <>
      <FormShell
        form={form}
        onSubmit={() => onSave(false)}
        loading={act.isPending}
        submitError={act.error}
        handledCodes={['instructor_busy']}
        rename={rename}
        submitLabel={submitLabel}
        onCancel={onClose}
        inDialog
      >
        <DateField
          label={t('courseDates.newDate')}
          description={hint}
          required
          {...form.getInputProps('firstDay')}
          value={form.values.firstDay}
          data-path="firstDay"
        />
        {date ? (
          <div>
            <PlannedDays date={date} />
            {warn ? <DateWarnings date={date} /> : null}
          </div>
        ) : null}
        {tick ? (
          <Checkbox
            label={tick.label}
            description={tick.hint}
            {...form.getInputProps('ticked', { type: 'checkbox' })}
          />
        ) : null}
      </FormShell>
      <ConflictDialog
        error={act.error}
        loading={act.isPending}
        onBookAnyway={() => onSave(true)}
        onChooseOther={act.reset}
        chooseOtherLabel={t('courseDates.otherDate')}
      />
    </>
  )
}

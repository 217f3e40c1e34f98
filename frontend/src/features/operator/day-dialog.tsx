import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { FormShell } from '@/forms/form-shell'
import { all, day as isDay, required } from '@/forms/rules'
import { useT, useToday } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Dialog } from '@/ui/dialog'

interface Props {
  opened: boolean
  title: string
  /** What happens on that day. */
  children: ReactNode
  submitLabel: string
  loading: boolean
  error: Error | null
  onSubmit: (day: string) => void
  onClose: () => void
}

/** Asks from which day something holds; today stands ready. */
export function DayDialog({ opened, title, onClose, ...rest }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <DayForm onClose={onClose} {...rest} />
    </Dialog>
  )
}

function DayForm({
  children,
  submitLabel,
  loading,
  error,
  onSubmit,
  onClose,
}: Omit<Props, 'opened' | 'title'>) {
  const t = useT()
  const today = useToday()
  const form = useForm({
    initialValues: { day: today as string },
    validate: { day: all<string>(required, isDay) },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={loading}
      submitError={error}
      submitLabel={submitLabel}
      onSubmit={({ day }) => onSubmit(day)}
      onCancel={onClose}
    >
      <div>{children}</div>
      <DateField
        label={t('operator.from')}
        required
        data-path="day"
        value={form.values.day}
        onChange={(day) => form.setFieldValue('day', day)}
        error={form.errors.day}
      />
    </FormShell>
  )
}

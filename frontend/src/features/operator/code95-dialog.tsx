import { NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, day as isDay, required } from '@/forms/rules'
import { translate, useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { type Code95Terms, useAddCode95Terms } from './queries'

interface Props {
  opened: boolean
  /** The terms that the new ones begin with. */
  start: Code95Terms
  onClose: () => void
}

const MOST_DAYS = 365
const MOST_MINUTES = 1440
const upTo = (most: number) => (value: number | string) =>
  value === '' || Number(value) < 0 || Number(value) > most
    ? translate()('operator.code95.range', { most })
    : null

/** Terms of code 95 from a day to come; they begin with those that were added last. */
export function Code95Dialog({ opened, start, onClose }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('operator.code95.add')}>
      <Code95Form start={start} onClose={onClose} />
    </Dialog>
  )
}

function Code95Form({ start, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const add = useAddCode95Terms()
  const form = useForm<{
    validFrom: string
    daysAhead: number | string
    minutesAfterStart: number | string
    daysAfter: number | string
  }>({
    initialValues: {
      validFrom: '',
      daysAhead: start.daysAhead,
      minutesAfterStart: start.minutesAfterStart,
      daysAfter: start.daysAfter,
    },
    validate: {
      validFrom: all<string>(required, isDay),
      daysAhead: upTo(MOST_DAYS),
      minutesAfterStart: upTo(MOST_MINUTES),
      daysAfter: upTo(MOST_DAYS),
    },
  })
  const whole = (path: 'daysAhead' | 'minutesAfterStart' | 'daysAfter') => ({
    label: t(`operator.code95.${path}`),
    allowDecimal: false,
    'data-path': path,
    ...form.getInputProps(path),
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={add.isPending}
      submitError={add.error}
      submitLabel={t('common.save')}
      onCancel={onClose}
      onSubmit={(values) =>
        add.mutate(
          {
            validFrom: values.validFrom,
            daysAhead: Number(values.daysAhead),
            minutesAfterStart: Number(values.minutesAfterStart),
            daysAfter: Number(values.daysAfter),
          },
          {
            onSuccess: () => {
              onClose()
              toast({ message: t('operator.code95.added') })
            },
          },
        )
      }
    >
      <DateField
        label={t('operator.from')}
        required
        data-path="validFrom"
        value={form.values.validFrom}
        onChange={(day) => form.setFieldValue('validFrom', day)}
        error={form.errors.validFrom}
      />
      <NumberInput {...whole('daysAhead')} />
      <NumberInput {...whole('minutesAfterStart')} />
      <NumberInput {...whole('daysAfter')} />
    </FormShell>
  )
}

import { NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, day as isDay, maxLength, required } from '@/forms/rules'
import { translate, useT, useToday } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { type OperatorInvoice, usePay } from './queries'

interface Props {
  invoice: OperatorInvoice
  opened: boolean
  onClose: () => void
}

/** Notes money that came in; what is still open stands ready. */
export function PaymentDialog({ invoice, opened, onClose }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={`${t('operator.pay')}: ${invoice.number}`}>
      <PaymentForm invoice={invoice} onClose={onClose} />
    </Dialog>
  )
}

function PaymentForm({ invoice, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const today = useToday()
  const pay = usePay(invoice)
  const form = useForm({
    initialValues: {
      paidOn: today as string,
      cents: (invoice.outstanding.amount / 100) as number | string,
      remark: '',
    },
    validate: {
      paidOn: all<string>(required, isDay),
      cents: (value) => (Number(value) ? null : translate()('errors.field.required')),
      remark: maxLength(200),
    },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={pay.isPending}
      submitError={pay.error}
      submitLabel={t('common.save')}
      onCancel={onClose}
      onSubmit={({ cents, ...rest }) =>
        pay.mutate(
          { ...rest, cents: Math.round(Number(cents) * 100) },
          {
            onSuccess: () => {
              onClose()
              toast({ message: t('operator.paymentNoted') })
            },
          },
        )
      }
    >
      <DateField
        label={t('operator.paidOn')}
        required
        data-path="paidOn"
        value={form.values.paidOn}
        onChange={(day) => form.setFieldValue('paidOn', day)}
        error={form.errors.paidOn}
      />
      <NumberInput
        label={t('operator.amount')}
        required
        prefix="€ "
        decimalScale={2}
        fixedDecimalScale
        decimalSeparator=","
        thousandSeparator="."
        data-path="cents"
        {...form.getInputProps('cents')}
      />
      <TextInput label={t('operator.remark')} data-path="remark" {...form.getInputProps('remark')} />
    </FormShell>
  )
}

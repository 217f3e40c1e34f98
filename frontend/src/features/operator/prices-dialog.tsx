import { NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, day as isDay, required } from '@/forms/rules'
import { translate, useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { type PriceList, useAddPrices } from './queries'

interface Props {
  opened: boolean
  /** The prices that the new list begins with. */
  start: PriceList
  onClose: () => void
}

const euros = (cents: number): number | string => cents / 100
const cents = (value: number | string) => Math.round(Number(value) * 100)
const amount = (value: number | string) =>
  value === '' || Number(value) < 0 ? translate()('errors.field.required') : null

/** A price list from a day to come; it begins with today's prices. */
export function PricesDialog({ opened, start, onClose }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('operator.newPrices')}>
      <PricesForm start={start} onClose={onClose} />
    </Dialog>
  )
}

function PricesForm({ start, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const add = useAddPrices()
  const form = useForm({
    initialValues: {
      validFrom: '',
      bands: start.bands.map((band) => ({ ...band, moduleCents: euros(band.moduleCents) })),
      instituteDiscountCents: euros(start.instituteDiscountCents),
      oneOffFeeCents: euros(start.oneOffFeeCents),
    },
    validate: {
      validFrom: all<string>(required, isDay),
      bands: { moduleCents: amount },
      instituteDiscountCents: amount,
      oneOffFeeCents: amount,
    },
  })
  const money = (path: string) => ({
    prefix: '€ ',
    decimalScale: 2,
    fixedDecimalScale: true,
    decimalSeparator: ',',
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
            bands: values.bands.map((band) => ({ ...band, moduleCents: cents(band.moduleCents) })),
            instituteDiscountCents: cents(values.instituteDiscountCents),
            oneOffFeeCents: cents(values.oneOffFeeCents),
            vatPercent: start.vatPercent,
          },
          {
            onSuccess: () => {
              onClose()
              toast({ message: t('operator.pricesAdded') })
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
      {form.values.bands.map((band, at) => (
        <NumberInput
          key={band.tier}
          label={t('operator.modulePrice', { tier: t(`billing.tier.${band.tier}`), from: band.fromCourses })}
          {...money(`bands.${at}.moduleCents`)}
        />
      ))}
      <NumberInput label={t('operator.discount')} {...money('instituteDiscountCents')} />
      <NumberInput label={t('billing.fee')} {...money('oneOffFeeCents')} />
    </FormShell>
  )
}

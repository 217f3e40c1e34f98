import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength } from '@/forms/rules'
import { translate, useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import classes from './billing.module.css'
import { type BillingAddress, useSaveAddress } from './queries'

const KVK = /^\d{8}$/
const VAT = /^[A-Z]{2}[A-Z0-9]{2,13}$/i

const shaped = (form: RegExp, key: 'billing.kvkBroken' | 'billing.vatBroken') => (value: string) =>
  value.trim() === '' || form.test(value.trim()) ? null : translate()(key)

/** Where the invoices go; what is left empty is taken from the organisation's own details. */
export function AddressCard({ address }: { address: BillingAddress }) {
  const t = useT()
  const format = useFormat()
  const can = useCan()
  const save = useSaveAddress()
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const { version, ...fields } = address
  const form = useForm({
    initialValues: fields,
    validate: {
      buyerName: maxLength(200),
      email: all(email, maxLength(200)),
      kvkNumber: shaped(KVK, 'billing.kvkBroken'),
      vatNumber: shaped(VAT, 'billing.vatBroken'),
      reference: maxLength(200),
    },
  })
  const text = (path: keyof typeof fields) => ({ 'data-path': path, ...form.getInputProps(path) })
  return (
    <SectionCard title={t('billing.address')} lead={t('billing.addressLead')}>
      <FormShell
        form={form}
        inCard
        readOnly={!can('billing:write')}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t('common.save')}
        savedAt={savedAt}
        onSubmit={(body) =>
          save.mutate(
            { version, body },
            {
              onSuccess: () => {
                form.resetDirty(body)
                setSavedAt(format.clock(new Date().toISOString()))
              },
            },
          )
        }
      >
        <TextInput label={t('billing.buyerName')} {...text('buyerName')} />
        <TextInput label={t('billing.email')} type="email" {...text('email')} />
        <TextInput label={t('billing.street')} {...text('address')} />
        <div className={classes.pair}>
          <TextInput label={t('billing.postcode')} {...text('postcode')} />
          <TextInput label={t('billing.city')} {...text('city')} />
        </div>
        <div className={classes.pair}>
          <TextInput label={t('billing.kvk')} inputMode="numeric" {...text('kvkNumber')} />
          <TextInput label={t('billing.vatNumber')} {...text('vatNumber')} />
        </div>
        <TextInput
          label={t('billing.reference')}
          description={t('billing.referenceHint')}
          {...text('reference')}
        />
      </FormShell>
    </SectionCard>
  )
}

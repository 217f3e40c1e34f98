import { Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { ContactsField } from './contacts-field'
import { Lookalikes } from './lookalikes'
import { type Customer, useSaveCustomer } from './queries'
import { type CustomerValues, newContact } from './values'

/** Adds or changes a customer with its contact persons (R-CUS-02). */
export function CustomerForm({ customer }: { customer: Customer | null }) {
  const t = useT()
  const go = useGo()
  const save = useSaveCustomer(customer)
  const form = useForm<CustomerValues>({
    initialValues: {
      name: customer?.name ?? '',
      address: customer?.address ?? '',
      contacts: customer && customer.contacts.length > 0 ? customer.contacts : [newContact()],
      correspondenceViaContact: customer?.correspondenceViaContact ?? false,
      kvkNumber: customer?.kvkNumber ?? '',
      vatNumber: customer?.vatNumber ?? '',
      invoiceAddress: customer?.invoiceAddress ?? '',
      remarks: customer?.remarks ?? '',
    },
    validate: {
      name: all(required, maxLength(200)),
      address: all(required, maxLength(200)),
      contacts: {
        name: all(required, maxLength(200)),
        email: all(required, email, maxLength(254)),
      },
    },
  })
  const text = (path: keyof CustomerValues) => ({ 'data-path': path, ...form.getInputProps(path) })
  const submit = (values: CustomerValues) =>
    save.mutate(values, {
      onSuccess: (saved) => {
        form.resetDirty()
        toast({ message: t('people.customerSaved') })
        void go(paths.customer(saved.id))
      },
    })
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('common.save')}
    >
      <TextInput label={t('people.company')} required {...text('name')} />
      <TextInput label={t('people.address')} required {...text('address')} />
      <ContactsField form={form} />
      {customer ? null : <Lookalikes name={form.values.name} email={form.values.contacts[0]?.email ?? ''} />}
      <Checkbox
        label={t('people.viaContact')}
        description={t('people.viaContactHint')}
        {...form.getInputProps('correspondenceViaContact', { type: 'checkbox' })}
      />
      <TextInput
        label={t('people.kvkNumber')}
        description={t('people.kvkHint')}
        inputMode="numeric"
        {...text('kvkNumber')}
      />
      <TextInput label={t('people.vatNumber')} {...text('vatNumber')} />
      <TextInput
        label={t('people.invoiceAddress')}
        description={t('people.invoiceAddressHint')}
        {...text('invoiceAddress')}
      />
      <TextInput label={t('people.remarks')} {...text('remarks')} />
    </FormShell>
  )
}

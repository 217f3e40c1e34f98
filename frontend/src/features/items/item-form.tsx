import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useCan, useModuleActive } from '@/api/session'
import { CustomerField } from '@/forms/customer-field'
import { FormShell } from '@/forms/form-shell'
import { all, chosen, day, maxLength, required, wholeNumber } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { DateField, isIsoDate } from '@/ui/date-field/date-field'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { DueDatesField } from './due-dates-field'
import { KindField } from './kind-field'
import { type Item, kindsQuery, useSaveItem } from './queries'
import { bodyOf, type ItemValues, initialValues, keyOf, proposed } from './values'
import { usePart } from './words'

const USUAL_PARTS = ['inspection', 'battery', 'electrodes'] as const

/** Adds or corrects an item (R-CIT-01); the dates follow from the kind and the inspection until they are typed. */
export function ItemForm({ item, customer }: { item: Item | null; customer?: ItemValues['customer'] }) {
  const t = useT()
  const go = useGo()
  const part = usePart()
  const can = useCan()
  const isActive = useModuleActive()
  const save = useSaveItem(item)
  const form = useForm<ItemValues>({
    initialValues: { ...initialValues(item, part), ...(customer ? { customer } : {}) },
    validate: {
      kind: chosen,
      description: all(required, maxLength(200)),
      identification: maxLength(200),
      location: maxLength(200),
      pieces: wholeNumber(1, 100_000),
      inspectedOn: day,
      dueDates: {
        part: all(required, maxLength(60)),
        expiresOn: all(required, day),
        remindOn: day,
      },
    },
  })
  const { kind, inspectedOn } = form.values
  const kinds = useQuery(kindsQuery(isIsoDate(inspectedOn) ? inspectedOn : undefined)).data?.items ?? []
  const proposal = kinds.find((each) => keyOf(each) === kind)
  const shown = useRef('')
  useEffect(() => {
    if (item || !proposal || shown.current === JSON.stringify(proposal)) return
    shown.current = JSON.stringify(proposal)
    form.setFieldValue('dueDates', proposed(proposal, part))
  }, [item, proposal, part, form.setFieldValue])

  const keyOfPart = (text: string) => USUAL_PARTS.find((key) => part(key) === text) ?? text
  const text = (path: keyof ItemValues) => ({ 'data-path': path, ...form.getInputProps(path) })
  const submit = (values: ItemValues) =>
    save.mutate(bodyOf(values, kinds, keyOfPart), {
      onSuccess: (saved) => {
        form.resetDirty()
        toast({ message: t('items.saved') })
        void go(paths.item(saved.id))
      },
    })
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('common.save')}
      readOnly={!can('certification-items:write')}
      inCard={item !== null}
      rename={(path) => (path === 'ownKindId' ? 'kind' : path === 'customerId' ? 'customer' : path)}
    >
      <KindField
        kinds={kinds}
        value={kind}
        error={form.errors.kind}
        onChange={(chosen) => form.setFieldValue('kind', chosen)}
      />
      <TextInput label={t('items.description')} required {...text('description')} />
      <TextInput
        label={t('items.identification')}
        description={t('items.identificationHint')}
        {...text('identification')}
      />
      {isActive('customers') && can('customers:read') ? (
        <CustomerField
          label={t('items.customer')}
          data-path="customer"
          value={form.values.customer}
          error={form.errors.customer}
          onChange={(customer) => form.setFieldValue('customer', customer)}
        />
      ) : null}
      <TextInput label={t('items.location')} {...text('location')} />
      <NumberInput label={t('items.pieces')} min={1} max={100_000} {...text('pieces')} />
      <DateField
        label={t('items.inspectedOn')}
        description={item ? undefined : t('items.inspectedOnHint')}
        yearRule="past"
        {...text('inspectedOn')}
        value={inspectedOn}
      />
      <DueDatesField form={form} />
      <Textarea label={t('items.remarks')} autosize minRows={2} {...text('remarks')} />
    </FormShell>
  )
}

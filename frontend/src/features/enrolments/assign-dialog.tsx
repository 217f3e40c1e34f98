import { Checkbox, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type CustomerChoice, CustomerField } from '@/forms/customer-field'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useLinkCustomer } from './mutations'

interface Props {
  courseId: string
  enrolmentIds: string[]
  opened: boolean
  onClose: () => void
  onDone: () => void
}

/** Links the ticked trainees to a customer from within the course, several at once (R-CUS-04). */
export function AssignDialog({ opened, onClose, enrolmentIds, ...rest }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('enrolments.assign.title', { count: enrolmentIds.length })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AssignForm enrolmentIds={enrolmentIds} onClose={onClose} {...rest} />
    </Modal>
  )
}

type Values = { customer: CustomerChoice | null; none: boolean }

function AssignForm({ courseId, enrolmentIds, onClose, onDone }: Omit<Props, 'opened'>) {
  const t = useT()
  const link = useLinkCustomer(courseId)
  const form = useForm<Values>({
    initialValues: { customer: null, none: false },
    validate: { customer: (customer, { none }) => (customer || none ? null : t('enrolments.assign.choose')) },
  })

  function submit({ customer, none }: Values) {
    link.mutate(
      { enrolmentIds, customerId: none ? null : (customer?.id ?? null) },
      {
        onSuccess: ({ items }) => {
          toast({ message: t('enrolments.assign.done', { count: items.length }) })
          onDone()
          onClose()
        },
      },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={link.isPending}
      submitError={link.error}
      submitLabel={t('enrolments.assign.submit')}
      rename={(path) => (path === 'customerId' ? 'customer' : path)}
      onCancel={onClose}
      inDialog
    >
      {form.values.none ? null : (
        <CustomerField
          value={form.values.customer}
          onChange={(customer) => form.setFieldValue('customer', customer)}
          error={form.errors.customer}
          data-path="customer"
        />
      )}
      <Checkbox label={t('enrolments.assign.clear')} {...form.getInputProps('none', { type: 'checkbox' })} />
      <p>{t('enrolments.assign.hint')}</p>
    </FormShell>
  )
}

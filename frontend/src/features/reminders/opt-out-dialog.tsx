import { Modal, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { type OptOutFilters, type ReminderKind, useLeaveOut } from './queries'

interface Props {
  opened: boolean
  /** The trainee or the customer. */
  whom: OptOutFilters
  name: string
  onClose: () => void
}

const EVERY = 'every'
const KINDS: readonly ReminderKind[] = ['course', 'trainee_expiry', 'customer_expiry']

/** Leaves somebody out of reminders, with the reason. Nobody's address has to be deleted (R-EXP-02). */
export function OptOutDialog({ opened, whom, name, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('reminders.optOut.title', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <OptOutForm whom={whom} name={name} onClose={onClose} />
    </Modal>
  )
}

function OptOutForm({ whom, name, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const leaveOut = useLeaveOut()
  const form = useForm({
    initialValues: { kind: EVERY as string, reason: '' },
    validate: { reason: all(required, maxLength(500)) },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={leaveOut.isPending}
      submitError={leaveOut.error}
      submitLabel={t('reminders.optOut.submit')}
      onCancel={onClose}
      onSubmit={({ kind, reason }) =>
        leaveOut.mutate(
          {
            traineeId: whom.traineeId ?? null,
            customerId: whom.customerId ?? null,
            kind: kind === EVERY ? null : (kind as ReminderKind),
            reason,
          },
          {
            onSuccess: () => {
              toast({ message: t('reminders.optOut.done', { name }) })
              onClose()
            },
          },
        )
      }
    >
      <Select
        label={t('reminders.optOut.kind')}
        allowDeselect={false}
        data={[
          { value: EVERY, label: t('reminders.kind.every') },
          ...KINDS.map((kind) => ({ value: kind as string, label: t(`reminders.kind.${kind}`) })),
        ]}
        data-path="kind"
        {...form.getInputProps('kind')}
      />
      <TextInput
        label={t('reminders.optOut.reason')}
        description={t('reminders.optOut.reasonHint')}
        required
        data-path="reason"
        {...form.getInputProps('reason')}
      />
    </FormShell>
  )
}

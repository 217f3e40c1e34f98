import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { Dialog } from '@/ui/dialog'

interface Props {
  opened: boolean
  title: string
  /** What happens, and who reads the reason. */
  children: ReactNode
  submitLabel: string
  loading: boolean
  error: Error | null
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Asks why, before something happens to a provider. */
export function ReasonDialog({ opened, title, onClose, ...rest }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <ReasonForm onClose={onClose} {...rest} />
    </Dialog>
  )
}

function ReasonForm({
  children,
  submitLabel,
  loading,
  error,
  onSubmit,
  onClose,
}: Omit<Props, 'opened' | 'title'>) {
  const t = useT()
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: all(required, maxLength(1000)) },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={loading}
      submitError={error}
      submitLabel={submitLabel}
      onSubmit={({ reason }) => onSubmit(reason)}
      onCancel={onClose}
    >
      <div>{children}</div>
      <Textarea
        label={t('operator.reason')}
        required
        autosize
        minRows={2}
        data-path="reason"
        {...form.getInputProps('reason')}
      />
    </FormShell>
  )
}

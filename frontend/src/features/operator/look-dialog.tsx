import { NumberInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required, wholeNumber } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Dialog } from '@/ui/dialog'
import { useLookAlong } from './queries'

interface Props {
  provider: { id: string; name: string }
  opened: boolean
  onClose: () => void
}

/** Why the operator looks along, and for how long; then the provider's portal opens, reading only. */
export function LookDialog({ provider, opened, onClose }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('operator.look.title', { name: provider.name })}>
      <LookForm provider={provider} onClose={onClose} />
    </Dialog>
  )
}

function LookForm({ provider, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const look = useLookAlong(provider.id)
  const form = useForm({
    initialValues: { reason: '', minutes: 30 as number | string },
    validate: {
      reason: all(required, maxLength(1000)),
      minutes: all<string | number>(
        (value) => (value === '' ? t('errors.field.required') : null),
        wholeNumber(5, 120),
      ),
    },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={look.isPending}
      submitError={look.error}
      submitLabel={t('operator.look.open')}
      onCancel={onClose}
      onSubmit={({ reason, minutes }) =>
        look.mutate(
          { reason, minutes: Number(minutes) },
          // Everything in memory is the operator's: the provider's portal begins with a page of its own.
          { onSuccess: () => window.location.assign(paths.home()) },
        )
      }
    >
      <div>{t('operator.look.text')}</div>
      <Textarea
        label={t('operator.reason')}
        required
        autosize
        minRows={2}
        data-path="reason"
        {...form.getInputProps('reason')}
      />
      <NumberInput
        label={t('operator.look.minutes')}
        required
        data-path="minutes"
        {...form.getInputProps('minutes')}
      />
    </FormShell>
  )
}

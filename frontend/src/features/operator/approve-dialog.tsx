import { Checkbox } from '@mantine/core'
import { useForm } from '@mantine/form'
import { SOLD } from '@/api/modules'
import { FormShell } from '@/forms/form-shell'
import { all, day as isDay, required } from '@/forms/rules'
import { useT, useToday } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { type Registration, useApprove } from './queries'

interface Props {
  registration: Registration
  opened: boolean
  onClose: () => void
}

/** Lets a company in: what it asked for stands ready, from today. */
export function ApproveDialog({ registration, opened, onClose }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={`${t('operator.approve')}: ${registration.name}`}>
      <ApproveForm registration={registration} onClose={onClose} />
    </Dialog>
  )
}

function ApproveForm({ registration, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const today = useToday()
  const act = useApprove(registration.providerId)
  const form = useForm({
    initialValues: {
      startsOn: today as string,
      isInstitute: registration.isInstitute,
      modules: registration.modules,
    },
    validate: { startsOn: all<string>(required, isDay) },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={act.isPending}
      submitError={act.error}
      submitLabel={t('operator.approve')}
      onCancel={onClose}
      onSubmit={(values) =>
        act.mutate(values, {
          onSuccess: () => {
            onClose()
            toast({ message: t('operator.approved', { name: registration.name }) })
          },
        })
      }
    >
      <DateField
        label={t('operator.startsOn')}
        required
        data-path="startsOn"
        value={form.values.startsOn}
        onChange={(day) => form.setFieldValue('startsOn', day)}
        error={form.errors.startsOn}
      />
      <Checkbox
        label={t('operator.institute')}
        {...form.getInputProps('isInstitute', { type: 'checkbox' })}
      />
      <Checkbox.Group label={t('operator.modules')} {...form.getInputProps('modules')}>
        {SOLD.map((module) => (
          <Checkbox key={module} mt="xs" value={module} label={t(`modules.${module}.name`)} />
        ))}
      </Checkbox.Group>
    </FormShell>
  )
}

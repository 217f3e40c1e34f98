import { Modal, NumberInput, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useStartCall } from './queries'

interface Props {
  courseId: string
  opened: boolean
  onClose: () => void
}

/** Starts a call in rings: a few at a time, the nearest first, until somebody says yes. */
export function CallDialog({ courseId, opened, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('staffing.call.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened ? <CallForm courseId={courseId} onClose={onClose} /> : null}
    </Modal>
  )
}

function CallForm({ courseId, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const start = useStartCall(courseId)
  const form = useForm({
    initialValues: { groupSize: 3 as number | string, everyHours: 24 as number | string },
  })

  function submit({ groupSize, everyHours }: typeof form.values) {
    start.mutate(
      { groupSize: Number(groupSize), everyHours: Number(everyHours) },
      {
        onSuccess: () => {
          toast({ message: t('staffing.call.started') })
          onClose()
        },
      },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={start.isPending}
      submitError={start.error}
      submitLabel={t('staffing.call.start')}
      onCancel={onClose}
      inDialog
    >
      <Text>{t('staffing.call.lead')}</Text>
      <NumberInput
        label={t('staffing.call.groupSize')}
        required
        min={1}
        max={50}
        allowDecimal={false}
        clampBehavior="none"
        data-path="groupSize"
        {...form.getInputProps('groupSize')}
      />
      <NumberInput
        label={t('staffing.call.everyHours')}
        description={t('staffing.call.hoursHint')}
        required
        min={1}
        max={336}
        allowDecimal={false}
        clampBehavior="none"
        data-path="everyHours"
        {...form.getInputProps('everyHours')}
      />
    </FormShell>
  )
}

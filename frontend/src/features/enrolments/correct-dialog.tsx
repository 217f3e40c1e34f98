import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { useCorrect } from './mutations'
import type { Enrolment } from './types'

const OUTCOMES = {
  passed: { attended: true, passed: true },
  failed: { attended: true, passed: false },
  absent: { attended: false, passed: null },
} as const
type Outcome = keyof typeof OUTCOMES

interface Props {
  courseId: string
  enrolment: Enrolment
  onClose: () => void
}

/** Corrects the outcome of somebody in a processed course, which touches the certificate (R-PRC-01). */
export function CorrectDialog({ courseId, enrolment, onClose }: Props) {
  const t = useT()
  const { name } = enrolment.trainee
  const [outcome, setOutcome] = useState<Outcome>(outcomeOf(enrolment))
  const correct = useCorrect(courseId)

  function submit() {
    correct.mutate(
      { enrolmentIds: [enrolment.id], ...OUTCOMES[outcome] },
      {
        onSuccess: () => {
          toast({ message: t('enrolments.correct.done', { name }) })
          onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      opened
      title={t('enrolments.correct.title', { name })}
      confirmLabel={t('enrolments.correct.submit')}
      loading={correct.isPending}
      onConfirm={submit}
      onCancel={onClose}
    >
      <Stack gap="sm">
        <span>{t('enrolments.correct.text')}</span>
        <Radio.Group
          label={t('enrolments.correct.label')}
          value={outcome}
          onChange={(value) => setOutcome(value as Outcome)}
        >
          <Stack gap="xs" mt="xs">
            {(Object.keys(OUTCOMES) as Outcome[]).map((one) => (
              <Radio key={one} value={one} label={t(`enrolments.correct.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <InlineError error={correct.error} />
      </Stack>
    </ConfirmDialog>
  )
}

function outcomeOf({ attended, passed }: Enrolment): Outcome {
  if (!attended) return 'absent'
  return passed ? 'passed' : 'failed'
}

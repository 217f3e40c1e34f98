import { Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { chosen } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useEnterAnswer } from './queries'
import type { Candidate } from './types'

interface Props {
  courseId: string
  candidate: Candidate | null
  onClose: () => void
}

/** Enters what an instructor said by telephone. */
export function AnswerDialog({ courseId, candidate, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={candidate !== null}
      onClose={onClose}
      title={t('staffing.answerTitle', { name: candidate?.instructor.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {candidate ? <AnswerForm courseId={courseId} candidate={candidate} onClose={onClose} /> : null}
    </Modal>
  )
}

type Values = { answer: '' | 'available' | 'unavailable'; note: string }

function AnswerForm({ courseId, candidate, onClose }: Props & { candidate: Candidate }) {
  const t = useT()
  const enter = useEnterAnswer(courseId)
  const form = useForm<Values>({ initialValues: { answer: '', note: '' }, validate: { answer: chosen } })
  const { name } = candidate.instructor

  function submit({ answer, note }: Values) {
    if (answer === '') return
    enter.mutate(
      { requestId: candidate.requestId ?? '', answer, note },
      {
        onSuccess: () => {
          toast({ message: t('staffing.answerSaved', { name }) })
          onClose()
        },
      },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={enter.isPending}
      submitError={enter.error}
      submitLabel={t('staffing.answerSave')}
      onCancel={onClose}
      inDialog
    >
      <Radio.Group label={t('staffing.answerLead')} {...form.getInputProps('answer')}>
        <Stack gap="xs" mt="xs">
          <Radio value="available" label={t('staffing.answerAvailable')} data-path="answer" />
          <Radio value="unavailable" label={t('staffing.answerUnavailable')} />
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('staffing.answerNote')}
        autosize
        minRows={2}
        data-path="note"
        {...form.getInputProps('note')}
      />
    </FormShell>
  )
}

import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { useCancelCourse } from '../mutations'
import type { CourseDetail } from '../types'

interface Props {
  course: CourseDetail
  opened: boolean
  onClose: () => void
}

/** Cancels a course, and tells who was invited when the user says so (R-CRS-06). */
export function CancelDialog({ course, opened, onClose }: Props) {
  const t = useT()
  const [tell, setTell] = useState(true)
  const cancel = useCancelCourse()
  const { invited } = course.counts
  const hasReaders = invited + course.instructors.length > 0

  function submit() {
    cancel.mutate(
      { id: course.id, tellInvited: hasReaders && tell },
      {
        onSuccess: () => {
          toast({ message: t('courses.cancel.done', { number: course.number }) })
          onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={t('courses.cancel.title', { number: course.number })}
      confirmLabel={t('courses.cancel.submit')}
      cancelLabel={t('courses.cancel.keep')}
      danger
      loading={cancel.isPending}
      onConfirm={submit}
      onCancel={onClose}
    >
      <Stack gap="sm">
        <span>{t('courses.cancel.text')}</span>
        {hasReaders ? (
          <Checkbox
            label={t('courses.cancel.tell', { count: invited })}
            checked={tell}
            onChange={(event) => setTell(event.currentTarget.checked)}
          />
        ) : null}
        <InlineError error={cancel.error} />
      </Stack>
    </ConfirmDialog>
  )
}

import { Button, Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { useCancelCourses } from '../mutations'

interface Props {
  courseIds: readonly string[]
  onDone: () => void
}

/** Cancels the ticked courses; those that do not allow it any more are named (R-CRS-06). */
export function CancelMany({ courseIds, onDone }: Props) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [tell, setTell] = useState(true)
  const cancel = useCancelCourses()
  const count = courseIds.length

  function submit() {
    cancel.mutate(
      { courseIds, tellInvited: tell },
      {
        onSuccess: ({ items }) => {
          const refused = items.filter(({ cancelled }) => !cancelled)
          toast({ message: t('courses.cancelMany.done', { count: items.length - refused.length }) })
          const numbers = refused.map(({ number }) => `#${number}`).join(', ')
          if (numbers) toast({ message: t('courses.cancelMany.refused', { numbers }), tone: 'danger' })
          setOpened(false)
          onDone()
        },
      },
    )
  }

  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpened(true)}>
        {t('courses.cancelMany.button')}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('courses.cancelMany.title', { count })}
        confirmLabel={t('courses.cancelMany.submit', { count })}
        danger
        loading={cancel.isPending}
        onConfirm={submit}
        onCancel={() => setOpened(false)}
      >
        <Stack gap="sm">
          <span>{t('courses.cancelMany.text')}</span>
          <Checkbox
            label={t('courses.cancelMany.tell')}
            checked={tell}
            onChange={(event) => setTell(event.currentTarget.checked)}
          />
          <InlineError error={cancel.error} />
        </Stack>
      </ConfirmDialog>
    </>
  )
}

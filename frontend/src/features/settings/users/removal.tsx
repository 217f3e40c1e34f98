import { Button } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'

interface Props {
  /** What the button says, and the button of the dialog with it. */
  label: string
  /** Of whom; read out with the button. */
  name: string
  title: string
  text: string
  pending: boolean
  error: unknown
  onConfirm: (close: () => void) => void
}

/** Takes access or an invitation away, by a deliberate second step. */
export function Removal({ label, name, title, text, pending, error, onConfirm }: Props) {
  const [asking, setAsking] = useState(false)
  const t = useT()
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={`${label}: ${name}`}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={title}
        confirmLabel={label}
        cancelLabel={t('common.cancel')}
        danger
        loading={pending}
        onConfirm={() => onConfirm(() => setAsking(false))}
        onCancel={() => setAsking(false)}
      >
        {text}
        <InlineError error={error} />
      </ConfirmDialog>
    </>
  )
}

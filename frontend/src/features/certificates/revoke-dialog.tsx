import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { useRevoke } from './mutations'
import type { Certificate } from './types'

interface Props {
  certificate: Certificate
  opened: boolean
  onClose: () => void
}

const LONGEST = 500

/** Revokes a certificate, with a reason that stays on record. */
export function RevokeDialog({ certificate: { id, number, holderName }, opened, onClose }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const revoke = useRevoke()
  const missing = reason.trim() === ''

  function submit() {
    setTried(true)
    if (missing) return
    revoke.mutate(
      { id, reason },
      {
        onSuccess: () => {
          toast({ message: t('certificates.revoke.done', { number }), tone: 'info' })
          onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={t('certificates.revoke.title', { number })}
      confirmLabel={t('certificates.revoke.submit')}
      danger
      loading={revoke.isPending}
      onConfirm={submit}
      onCancel={onClose}
    >
      <Stack gap="sm">
        <span>{t('certificates.revoke.text', { name: holderName })}</span>
        <TextInput
          label={t('certificates.revoke.reason')}
          description={t('certificates.revoke.reasonHint')}
          required
          maxLength={LONGEST}
          value={reason}
          error={tried && missing ? t('certificates.revoke.reasonNeeded') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <InlineError error={revoke.error} />
      </Stack>
    </ConfirmDialog>
  )
}

import { Checkbox, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '@/api/error-text'
import { toastError } from '@/forms/action-toast'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import classes from './certificates.module.css'
import { useSend, useUndoSending } from './mutations'
import { sendingPlan } from './queries'
import type { Chosen, SendingPlan } from './types'

interface Props {
  chosen: Chosen
  opened: boolean
  onClose: () => void
  onSent?: () => void
}

/** Who gets which certificates, then sends them; for ten seconds that can be taken back (R-PRC-03). */
export function SendDialog({ chosen, opened, onClose, onSent }: Props) {
  const t = useT()
  const [again, setAgain] = useState(false)
  const plan = useQuery({
    ...sendingPlan(chosen, again),
    enabled: opened,
    placeholderData: keepPreviousData,
  })
  const send = useSend()
  const undo = useUndoSending()

  function takeBack(id: string) {
    undo.mutate(id, {
      onSuccess: () => toast({ message: t('certificates.send.undone'), tone: 'info' }),
      onError: toastError,
    })
  }

  function submit() {
    send.mutate(
      { ...chosen, again },
      {
        onSuccess: (sending) => {
          toast({
            message: t('certificates.send.sending', { count: sending.mailCount }),
            undo: () => takeBack(sending.id),
          })
          onClose()
          onSent?.()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={t('certificates.send.title')}
      confirmLabel={t('certificates.send.submit')}
      loading={send.isPending}
      onConfirm={submit}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {plan.error ? <Notice tone="danger">{errorText(plan.error)}</Notice> : null}
        {plan.data ? <Planned plan={plan.data} /> : null}
        <Checkbox
          label={t('certificates.send.again')}
          checked={again}
          onChange={(event) => setAgain(event.currentTarget.checked)}
        />
        <InlineError error={send.error} />
      </Stack>
    </ConfirmDialog>
  )
}

function Planned({ plan: { mails, leftOut } }: { plan: SendingPlan }) {
  const t = useT()
  return (
    <>
      {mails.length === 0 ? (
        <Notice tone="warning">{t('certificates.send.nobody')}</Notice>
      ) : (
        <section>
          <strong>{t('certificates.send.mails', { count: mails.length })}</strong>
          <ul className={classes.people}>
            {mails.map((mail) => (
              <li key={mail.certificateIds[0]}>
                {mail.viaContact
                  ? t('certificates.send.toContact', {
                      name: mail.recipientName,
                      count: mail.certificateIds.length,
                    })
                  : mail.recipientName}{' '}
                <span className={classes.address}>{mail.recipientEmail}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {leftOut.length > 0 ? (
        <section>
          <strong>{t('certificates.send.leftOut', { count: leftOut.length })}</strong>
          <ul className={classes.people}>
            {leftOut.map((one) => (
              <li key={one.certificateId}>
                {one.name}: {t(`certificates.send.reason.${one.reason}`)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

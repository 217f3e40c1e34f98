import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { SecretShown } from '../secret-shown'
import { type NewWebhook, useChangeWebhook, useMakeWebhook, type Webhook } from './queries'
import { WebhookForm } from './webhook-form'

interface Props {
  opened: boolean
  /** The webhook to change, or null to make one. */
  existing: Webhook | null
  onClose: () => void
}

/** Makes a webhook and shows its secret, once; or changes one. */
export function WebhookDialog({ opened, existing, onClose }: Props) {
  const t = useT()
  const [made, setMade] = useState<NewWebhook | null>(null)
  function close() {
    setMade(null)
    onClose()
  }
  const title = made ? 'secretMade' : existing ? 'edit' : 'new'
  return (
    <Dialog opened={opened} onClose={close} size="lg" title={t(`webhooks.${title}`)} locked={made !== null}>
      {made ? (
        <SecretShown
          label={t('webhooks.secret')}
          text={t('webhooks.secretText')}
          secret={made.secret}
          onDone={close}
        />
      ) : existing ? (
        <Change key={existing.version} existing={existing} onClose={close} />
      ) : (
        <Make onMade={setMade} onClose={close} />
      )}
    </Dialog>
  )
}

function Make({ onMade, onClose }: { onMade: (made: NewWebhook) => void; onClose: () => void }) {
  const make = useMakeWebhook()
  return (
    <WebhookForm
      existing={null}
      loading={make.isPending}
      error={make.error}
      onSubmit={(values) => make.mutate(values, { onSuccess: onMade })}
      onCancel={onClose}
    />
  )
}

function Change({ existing, onClose }: { existing: Webhook; onClose: () => void }) {
  const t = useT()
  const change = useChangeWebhook(existing)
  const done = () => {
    toast({ message: t('webhooks.saved') })
    onClose()
  }
  return (
    <WebhookForm
      existing={existing}
      loading={change.isPending}
      error={change.error}
      onSubmit={(values) => change.mutate(values, { onSuccess: done })}
      onCancel={onClose}
    />
  )
}

import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Dialog } from '@/ui/dialog'
import { Icon } from '@/ui/icons/icon'
import { toast } from '@/ui/toast'
import { SecretShown } from '../secret-shown'
import { useChangeWebhook, useDeleteWebhook, useRotateSecret, type Webhook } from './queries'
import { TestButton } from './test-button'
import { WebhookDialog } from './webhook-dialog'

type Open = 'edit' | 'rotate' | 'delete' | null

/** What can be done with one webhook. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const t = useT()
  const [open, setOpen] = useState<Open>(null)
  const change = useChangeWebhook(webhook)
  const close = () => setOpen(null)
  const enabled = !webhook.enabled
  const toggle = () =>
    change.mutate(
      { enabled },
      {
        onSuccess: () => toast({ message: t(`webhooks.${enabled ? 'switchedOn' : 'switchedOff'}`) }),
      },
    )
  return (
    <>
      <TestButton webhookId={webhook.id} />
      <Button loading={change.isPending} variant={enabled ? 'filled' : 'default'} onClick={toggle}>
        {t(`webhooks.${enabled ? 'switchOn' : 'switchOff'}`)}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="chevronDown" size={16} />}>
            {t('webhooks.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('edit')}>{t('webhooks.edit')}</Menu.Item>
          <Menu.Item onClick={() => setOpen('rotate')}>{t('webhooks.rotate')}</Menu.Item>
          <Menu.Item color="red" onClick={() => setOpen('delete')}>
            {t('webhooks.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <InlineError error={change.error} />
      <WebhookDialog opened={open === 'edit'} existing={webhook} onClose={close} />
      <Rotating webhook={webhook} opened={open === 'rotate'} onClose={close} />
      <Deleting webhook={webhook} opened={open === 'delete'} onClose={close} />
    </>
  )
}

interface StepProps {
  webhook: Webhook
  opened: boolean
  onClose: () => void
}

function Rotating({ webhook, opened, onClose }: StepProps) {
  const t = useT()
  const rotate = useRotateSecret(webhook.id)
  const [secret, setSecret] = useState<string | null>(null)
  const make = () =>
    rotate.mutate(undefined, {
      onSuccess: (made) => {
        setSecret(made.secret)
        onClose()
      },
    })
  return (
    <>
      <ConfirmDialog
        opened={opened}
        title={t('webhooks.rotateTitle')}
        confirmLabel={t('webhooks.rotate')}
        loading={rotate.isPending}
        onConfirm={make}
        onCancel={onClose}
      >
        {t('webhooks.rotateText')}
        <InlineError error={rotate.error} />
      </ConfirmDialog>
      <Dialog
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title={t('webhooks.secretMade')}
        locked
      >
        <SecretShown
          label={t('webhooks.secret')}
          text={t('webhooks.secretText')}
          secret={secret ?? ''}
          onDone={() => setSecret(null)}
        />
      </Dialog>
    </>
  )
}

function Deleting({ webhook, opened, onClose }: StepProps) {
  const t = useT()
  const navigate = useNavigate()
  const remove = useDeleteWebhook()
  const gone = () => {
    toast({ message: t('webhooks.deleted') })
    void navigate({ to: paths.settingsPage('webhooks') })
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t('webhooks.deleteTitle')}
      confirmLabel={t('webhooks.delete')}
      danger
      loading={remove.isPending}
      onConfirm={() => remove.mutate(webhook.id, { onSuccess: gone })}
      onCancel={onClose}
    >
      {t('webhooks.deleteText')}
      <InlineError error={remove.error} />
    </ConfirmDialog>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { DeliveryDialog } from './delivery-dialog'
import { useTestWebhook } from './queries'

/** Sends a test, and shows what was answered. */
export function TestButton({ webhookId }: { webhookId: string }) {
  const t = useT()
  const test = useTestWebhook()
  const [sent, setSent] = useState<string | null>(null)
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="send" size={16} />}
        loading={test.isPending}
        onClick={() => test.mutate(webhookId, { onSuccess: ({ id }) => setSent(id) })}
      >
        {t('webhooks.test')}
      </Button>
      <InlineError error={test.error} />
      <DeliveryDialog
        title={t('webhooks.testTitle')}
        webhookId={webhookId}
        deliveryId={sent}
        mayReplay={false}
        onClose={() => setSent(null)}
      />
    </>
  )
}

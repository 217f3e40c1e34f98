import { useFormat, useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { StatusBadge } from '@/ui/status-badge'
import type { Webhook } from './queries'

export function WebhookBadge({ webhook }: { webhook: Webhook }) {
  const t = useT()
  const format = useFormat()
  if (!webhook.enabled)
    return <StatusBadge status="inactive" detail={webhook.offAt ? format.instant(webhook.offAt) : ''} />
  if (!webhook.failingSince) return <StatusBadge status="active" />
  return (
    <StatusBadge
      status="failed"
      detail={t('webhooks.since', { when: format.instant(webhook.failingSince) })}
    />
  )
}

/** What needs a hand: it was switched off, or nothing arrives. */
export function WebhookNotice({ webhook }: { webhook: Webhook }) {
  const t = useT()
  const format = useFormat()
  if (webhook.offReason === 'gone' || webhook.offReason === 'failing') {
    return (
      <Notice tone="danger" title={t(`webhooks.off.${webhook.offReason}`)}>
        {t('webhooks.offText')}
      </Notice>
    )
  }
  if (!webhook.enabled || !webhook.failingSince) return null
  return (
    <Notice tone="warning" title={t('webhooks.failing', { when: format.instant(webhook.failingSince) })}>
      {t('webhooks.failingText')}
    </Notice>
  )
}

import { translateIfKnown, useT } from '@/i18n/use-t'
import { StatusBadge } from '@/ui/status-badge'
import type { Delivery } from './queries'

const LOOKS = { waiting: 'queued', delivered: 'sent', failed: 'failed', cancelled: 'cancelled' } as const

export function DeliveryBadge({ delivery }: { delivery: Delivery }) {
  return <StatusBadge status={LOOKS[delivery.state]} />
}

/** What the receiver said at the latest try: its status, or why there was none. */
export function Answered({ delivery }: { delivery: Delivery }) {
  const t = useT()
  if (delivery.tries === 0) return <>{t('webhooks.notTried')}</>
  const why = delivery.problem ? translateIfKnown(`webhooks.problem.${delivery.problem}`) : null
  const status = delivery.status === null ? null : `HTTP ${delivery.status}`
  return <>{[status, why].filter(Boolean).join(', ')}</>
}

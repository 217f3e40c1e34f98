import { StatusBadge } from '@/ui/status-badge'
import type { MailState } from './queries'

const LOOKS = {
  held: 'heldBack',
  queued: 'queued',
  sent: 'sent',
  failed: 'failed',
  bounced: 'bounced',
  cancelled: 'cancelled',
} as const

export function MailStatus({ state }: { state: MailState }) {
  return <StatusBadge status={LOOKS[state]} />
}

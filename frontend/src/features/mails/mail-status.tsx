import { useFormat, useT } from '@/i18n/use-t'
import { StatusBadge } from '@/ui/status-badge'
import type { MailRow } from './queries'

const LOOKS = {
  held: 'heldBack',
  queued: 'queued',
  deferred: 'deferred',
  sent: 'sent',
  failed: 'failed',
  bounced: 'bounced',
  cancelled: 'cancelled',
} as const

/** How far a mail is, and for one that waits for another day why. */
export function MailStatus({ mail }: { mail: Pick<MailRow, 'state' | 'dailyMaximum'> }) {
  const t = useT()
  const format = useFormat()
  const why = mail.dailyMaximum && t('mails.deferredWhy', { max: format.number(mail.dailyMaximum) })
  return <StatusBadge status={LOOKS[mail.state]} detail={why || undefined} />
}

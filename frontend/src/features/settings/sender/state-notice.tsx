import { useFormat, useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import type { Sender } from './queries'

const TONES = {
  none: 'info',
  pending: 'info',
  active: 'good',
  failing: 'warning',
  fallen_back: 'danger',
} as const

/** From which address mails leave now, and why. */
export function StateNotice({ sender }: { sender: Sender }) {
  const t = useT()
  const format = useFormat()
  const since = sender.fallenBackAt ?? sender.failingSince ?? sender.activeSince
  const { state, address, portalAddress: portal } = sender
  return (
    <Notice tone={TONES[state]}>
      {t(`sender.state.${state}`, {
        address: address ?? '',
        domain: address?.split('@')[1] ?? '',
        portal,
        since: since ? format.instant(since) : '',
      })}
    </Notice>
  )
}

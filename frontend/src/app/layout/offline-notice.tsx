import { useNetwork } from '@mantine/hooks'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'

export function OfflineNotice() {
  const t = useT()
  const { online } = useNetwork()
  return online ? null : <Notice tone="warning">{t('app.offline')}</Notice>
}

import { useT } from '@/i18n/use-t'
import { PageHeader } from '@/ui/page-header'

export function DashboardPage() {
  const t = useT()
  return <PageHeader title={t('app.nav.home')} />
}

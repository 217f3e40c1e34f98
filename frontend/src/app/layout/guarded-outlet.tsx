import { Outlet, useMatches } from '@tanstack/react-router'
import { useCan, useModuleActive, useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'
import { ModuleOffPage } from '../pages/module-off-page'

/** The page, or why it is not shown. The API refuses all the same; this only says so in a better way. */
export function GuardedOutlet() {
  const t = useT()
  const can = useCan()
  const moduleActive = useModuleActive()
  const { provider, role } = useSession()
  const { module, permission } = useMatches().at(-1)?.staticData ?? {}
  if (!provider && role !== 'operator') {
    return <EmptyState icon="lock" title={t('app.noProvider.title')} text={t('app.noProvider.text')} />
  }
  if (module && !moduleActive(module)) return <ModuleOffPage module={module} />
  if (permission && !can(permission)) {
    return <EmptyState icon="lock" title={t('app.noAccess.title')} text={t('app.noAccess.text')} />
  }
  return <Outlet />
}

import { Outlet, useMatches } from '@tanstack/react-router'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'
import { ModuleOffPage } from '../pages/module-off-page'

/** The page, or why it is not shown. The API refuses all the same; this only says so in a better way. */
export function GuardedOutlet() {
  const t = useT()
  const can = useCan()
  const moduleActive = useModuleActive()
  const { module, permission } = useMatches().at(-1)?.staticData ?? {}
  if (module && !moduleActive(module)) return <ModuleOffPage module={module} />
  if (permission && !can(permission)) {
    return <EmptyState icon="lock" title={t('app.noAccess.title')} text={t('app.noAccess.text')} />
  }
  return <Outlet />
}

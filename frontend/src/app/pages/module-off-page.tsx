import type { ModuleKey } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { PageHeader } from '@/ui/page-header'
import { ModuleOffer } from './module-offer'

/** What stands in the place of a page whose module is off: what the module does, its price, how to get it. */
export function ModuleOffPage({ module }: { module: ModuleKey }) {
  const t = useT()
  return (
    <>
      <PageHeader title={t(`modules.${module}.name`)} />
      <ModuleOffer module={module} />
    </>
  )
}

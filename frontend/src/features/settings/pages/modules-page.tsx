import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { modulesQuery } from '@/api/modules'
import { useSession } from '@/api/session'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { ModuleRequest } from '@/ui/module-request'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import classes from './modules-page.module.css'

/** What each module does and costs, and which are on (R-MOD-02). The operator switches them. */
export function ModulesPage() {
  const t = useT()
  const format = useFormat()
  const { provider } = useSession()
  const query = useQuery(modulesQuery)
  return (
    <>
      <PageHeader title={t('settings.page.modules')} facts={<span>{t('settings.modules.lead')}</span>} />
      <QueryView query={query}>
        {(modules) => (
          <ul className={classes.list}>
            {modules.map(({ key, active, monthlyPriceFrom }) => (
              <li key={key} className={classes.module}>
                <div className={classes.line}>
                  <h2 className={classes.name}>{t(`modules.${key}.name`)}</h2>
                  <StatusBadge status={active ? 'moduleOn' : 'moduleOff'} />
                </div>
                <Stack gap="xs" align="flex-start">
                  <span>{t(`modules.${key}.what`)}</span>
                  <span className={classes.price}>
                    {t('settings.modules.from', { price: format.money(monthlyPriceFrom.amount) })}
                  </span>
                  {active ? null : (
                    <ModuleRequest name={t(`modules.${key}.name`)} provider={provider?.name ?? ''} />
                  )}
                </Stack>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </>
  )
}

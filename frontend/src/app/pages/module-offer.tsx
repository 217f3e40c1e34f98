import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { modulesQuery } from '@/api/modules'
import { type ModuleKey, useSession } from '@/api/session'
import { useFormat, useT } from '@/i18n/use-t'
import { ModuleRequest } from '@/ui/module-request'
import { Notice } from '@/ui/notice'

export function ModuleOffer({ module }: { module: ModuleKey }) {
  const t = useT()
  const format = useFormat()
  const { provider } = useSession()
  const { data } = useQuery(modulesQuery)
  const name = t(`modules.${module}.name`)
  const price = data?.find((candidate) => candidate.key === module)?.monthlyPriceFrom
  return (
    <Notice tone="info" title={t('common.module.offTitle', { name })}>
      <Stack gap="xs" align="flex-start">
        <span>{t(`modules.${module}.what`)}</span>
        {price ? <span>{t('common.module.price', { price: format.money(price.amount) })}</span> : null}
        <span>{t('common.module.request')}</span>
        <ModuleRequest name={name} provider={provider?.name ?? ''} />
      </Stack>
    </Notice>
  )
}

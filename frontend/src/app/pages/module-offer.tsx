import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { modulesQuery } from '@/api/modules'
import { type ModuleKey, useSession } from '@/api/session'
import { useFormat, useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { Notice } from '@/ui/notice'

const OPERATOR_ADDRESS = 'administratie@cibot.nl'

export function ModuleOffer({ module }: { module: ModuleKey }) {
  const t = useT()
  const format = useFormat()
  const { provider } = useSession()
  const { data } = useQuery(modulesQuery)
  const name = t(`modules.${module}.name`)
  const price = data?.find((candidate) => candidate.key === module)?.monthlyPriceFrom
  const subject = `${t('common.module.requestSubject', { name })} (${provider?.name ?? ''})`
  return (
    <Notice tone="info" title={t('common.module.offTitle', { name })}>
      <Stack gap="xs" align="flex-start">
        <span>{t(`modules.${module}.what`)}</span>
        {price ? <span>{t('common.module.price', { price: format.money(price.amount) })}</span> : null}
        <span>{t('common.module.request')}</span>
        <Button
          component="a"
          href={`mailto:${OPERATOR_ADDRESS}?subject=${encodeURIComponent(subject)}`}
          leftSection={<Icon name="mail" />}
        >
          {t('common.module.requestButton')}
        </Button>
      </Stack>
    </Notice>
  )
}

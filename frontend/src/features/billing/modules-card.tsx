import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCan, useSession } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { type Forecast, type SoldModule, useWish, wishesQuery } from './queries'

/** What each module costs a month in this tier, and asking for it or for being rid of it (R-MOD-01). */
export function ModulesCard({ forecast }: { forecast: Forecast }) {
  const t = useT()
  const format = useFormat()
  return (
    <SectionCard title={t('billing.modules')} lead={t('billing.modulesLead')}>
      <Table aria-label={t('billing.modules')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('billing.module')}</Table.Th>
            <Table.Th ta="right">{t('billing.perMonth')}</Table.Th>
            <Table.Th>{t('billing.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {forecast.modules.map(({ module, price }) => (
            <Table.Tr key={module}>
              <Table.Th scope="row" fw={400}>
                {t(`modules.${module}.name`)}
              </Table.Th>
              <Table.Td ta="right">{format.money(price.amount)}</Table.Td>
              <Table.Td>
                <Wish
                  module={module as SoldModule}
                  isFixed={module === 'external_courses' && !forecast.isCibotInstitute}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

interface WishProps {
  module: SoldModule
  /** A provider that is no institute can book nothing else, so this one stays on. */
  isFixed: boolean
}

function Wish({ module, isFixed }: WishProps) {
  const t = useT()
  const mayAsk = useCan()('billing:write')
  const isOn = useSession().modules.includes(module)
  const { data: wishes } = useQuery(wishesQuery)
  const ask = useWish()
  const waiting = wishes?.find((wish) => wish.module === module)
  const name = t(`modules.${module}.name`)
  return (
    <>
      <StatusBadge status={isOn ? 'moduleOn' : 'moduleOff'} />{' '}
      {waiting ? <span>{t(`billing.waiting.${waiting.wish}`)}</span> : null}
      {!waiting && mayAsk && !isFixed ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={ask.isPending}
          aria-label={`${t(isOn ? 'billing.askOff' : 'billing.askOn')}: ${name}`}
          onClick={() =>
            ask.mutate(
              { module, wish: isOn ? 'off' : 'on' },
              { onSuccess: () => toast({ message: t('billing.asked', { name }) }), onError: toastError },
            )
          }
        >
          {t(isOn ? 'billing.askOff' : 'billing.askOn')}
        </Button>
      ) : null}
    </>
  )
}

import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { PricesDialog } from '../prices-dialog'
import { type PriceList, pricesQuery } from '../queries'

/** The price lists: each holds from its day, and none is ever changed (R-BIL-06). */
export function PricesPage() {
  const t = useT()
  const query = useQuery(pricesQuery)
  const [adding, setAdding] = useState(false)
  const newest = query.data?.[0]
  return (
    <>
      <PageHeader
        title={t('operator.prices')}
        facts={<span>{t('operator.pricesLead')}</span>}
        actions={<Button onClick={() => setAdding(true)}>{t('operator.newPrices')}</Button>}
      />
      <QueryView query={query}>
        {(lists) => lists.map((list) => <PriceCard key={list.id} list={list} />)}
      </QueryView>
      {newest ? <PricesDialog opened={adding} start={newest} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

function PriceCard({ list }: { list: PriceList }) {
  const t = useT()
  const format = useFormat()
  const title = t('operator.pricesFrom', { day: format.longDate(list.validFrom) })
  return (
    <SectionCard title={title}>
      <Table aria-label={title} maw={520}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('operator.tier')}</Table.Th>
            <Table.Th ta="right">{t('operator.fromCourses')}</Table.Th>
            <Table.Th ta="right">{t('operator.perModule')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.bands.map((band) => (
            <Table.Tr key={band.tier}>
              <Table.Th scope="row" fw={400}>
                {t(`billing.tier.${band.tier}`)}
              </Table.Th>
              <Table.Td ta="right">{format.number(band.fromCourses)}</Table.Td>
              <Table.Td ta="right">{format.money(band.moduleCents)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p>
        {t('operator.otherPrices', {
          discount: format.money(list.instituteDiscountCents),
          fee: format.money(list.oneOffFeeCents),
          vat: list.vatPercent,
        })}
      </p>
    </SectionCard>
  )
}

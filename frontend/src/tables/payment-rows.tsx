import { Table } from '@mantine/core'
import type { Schemas } from '@/api/types'
import { translateIfKnown, useFormat, useT } from '@/i18n/use-t'

type Payment = Schemas['PaymentView']

const methodName = (word: string) => translateIfKnown(`billing.methods.${word}`) ?? word

/** Money that came in for an invoice and went back, and by which means. */
export function PaymentRows({ payments }: { payments: readonly Payment[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <Table aria-label={t('billing.payments')} maw={520}>
      <Table.Tbody>
        {payments.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
          <Table.Tr key={index}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.day(each.paidOn)}</Table.Td>
            <Table.Th scope="row" fw={400}>
              {t(`billing.means.${each.means}`)}
              {each.method ? ` (${methodName(each.method)})` : null}
              {each.remark ? `: ${each.remark}` : null}
              {each.reference ? <small> {each.reference}</small> : null}
            </Table.Th>
            <Table.Td ta="right">{format.money(each.amount.amount)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

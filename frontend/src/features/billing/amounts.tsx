import { Table } from '@mantine/core'
import type { Schemas } from '@/api/types'
import { useFormat, useT } from '@/i18n/use-t'

interface Props {
  label: string
  lines: readonly Schemas['ChargeLine'][]
  net: Schemas['Money']
  vat: Schemas['Money']
  gross: Schemas['Money']
  vatPercent: number
}

/** The amounts of an invoice, line by line. */
export function Amounts({ label, lines, net, vat, gross, vatPercent }: Props) {
  const t = useT()
  const format = useFormat()
  const rows = [
    ...lines.map((line) => ({
      key: line.module ?? 'fee',
      text: line.module ? t(`modules.${line.module}.name`) : t('billing.fee'),
      amount: line.amount.amount,
    })),
    { key: 'net', text: t('billing.net'), amount: net.amount },
    { key: 'vat', text: t('billing.vat', { percent: vatPercent }), amount: vat.amount },
  ]
  return (
    <Table aria-label={label} maw={520}>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Th scope="row" fw={400}>
              {row.text}
            </Table.Th>
            <Table.Td ta="right">{format.money(row.amount)}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Th scope="row">{t('billing.gross')}</Table.Th>
          <Table.Td ta="right" fw={600}>
            {format.money(gross.amount)}
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  )
}

import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import { translateIfKnown, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'

/** What the operator sees of the providers: how they are set up, never what is in them. */
export function OperatorDesk() {
  const t = useT()
  const query = useQuery({
    queryKey: ['operator', 'providers'],
    queryFn: () => call(http.GET('/api/v1/operator/providers')),
  })
  return (
    <QueryView query={query}>
      {({ items }) => (
        <Table.ScrollContainer minWidth={600}>
          <Table>
            <Table.Caption>{t('dashboard.operatorProviders')}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('dashboard.provider')}</Table.Th>
                <Table.Th>{t('dashboard.modules')}</Table.Th>
                <Table.Th>{t('dashboard.users')}</Table.Th>
                <Table.Th>{t('dashboard.courses')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    {one.name}
                    {one.isCibotInstitute ? ` (${t('dashboard.institute')})` : ''}
                  </Table.Td>
                  <Table.Td>
                    {one.modules.map((key) => translateIfKnown(`modules.${key}.name`) ?? key).join(', ')}
                  </Table.Td>
                  <Table.Td>{one.users}</Table.Td>
                  <Table.Td>{one.courses}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </QueryView>
  )
}

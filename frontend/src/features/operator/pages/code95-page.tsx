import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { Code95Dialog } from '../code95-dialog'
import { code95TermsQuery } from '../queries'

/** Within which terms the hours of code 95 must be reported; each holds for course days from its day. */
export function Code95Page() {
  const t = useT()
  const format = useFormat()
  const query = useQuery(code95TermsQuery)
  const [adding, setAdding] = useState(false)
  const newest = query.data?.[0]
  return (
    <>
      <PageHeader
        title={t('operator.code95.title')}
        facts={<span>{t('operator.code95.lead')}</span>}
        actions={<Button onClick={() => setAdding(true)}>{t('operator.code95.add')}</Button>}
      />
      <QueryView query={query}>
        {(every) => (
          <Table.ScrollContainer minWidth={520}>
            <Table aria-label={t('operator.code95.title')} maw={760}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('operator.from')}</Table.Th>
                  <Table.Th ta="right">{t('operator.code95.daysAhead')}</Table.Th>
                  <Table.Th ta="right">{t('operator.code95.minutesAfterStart')}</Table.Th>
                  <Table.Th ta="right">{t('operator.code95.daysAfter')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {every.map((terms) => (
                  <Table.Tr key={terms.id}>
                    <Table.Th scope="row" fw={400} miw={110}>
                      {format.date(terms.validFrom)}
                    </Table.Th>
                    <Table.Td ta="right">{format.number(terms.daysAhead)}</Table.Td>
                    <Table.Td ta="right">{format.number(terms.minutesAfterStart)}</Table.Td>
                    <Table.Td ta="right">{format.number(terms.daysAfter)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </QueryView>
      {newest ? <Code95Dialog opened={adding} start={newest} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { Code95Dialog } from '../code95-dialog'
import { code95TermsQuery } from '../queries'

const PARTS = ['daysAhead', 'minutesAfterStart', 'daysAfter'] as const

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
        {(every) =>
          every.map((terms) => (
            <SectionCard
              key={terms.id}
              title={t('operator.pricesFrom', { day: format.longDate(terms.validFrom) })}
            >
              <ul>
                {PARTS.map((part) => (
                  <li key={part}>
                    {t(`operator.code95.${part}`)}: {format.number(terms[part])}
                  </li>
                ))}
              </ul>
            </SectionCard>
          ))
        }
      </QueryView>
      {newest ? <Code95Dialog opened={adding} start={newest} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

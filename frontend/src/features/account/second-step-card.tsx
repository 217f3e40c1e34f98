import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { SectionCard } from '@/ui/section-card'
import { type NewSecret, secondStepQuery } from './queries'
import { BeginForm, ConfirmForm, LeaveForm, RecoveryCodes } from './second-step-forms'

/** Logging in in two steps: off, being switched on, or on since when (R-ACC-02). */
export function SecondStepCard() {
  const t = useT()
  const format = useFormat()
  const query = useQuery(secondStepQuery)
  const [made, setMade] = useState<NewSecret | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <SectionCard title={t('account.secondStep.title')} lead={t('account.secondStep.lead')}>
      <QueryView query={query}>
        {({ since, recoveryCodesLeft }) => {
          if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
          if (since) {
            return (
              <>
                <p>
                  {t('account.secondStep.since', { at: format.instant(since) })}{' '}
                  {t('account.secondStep.codesLeft', { count: recoveryCodesLeft })}
                </p>
                <LeaveForm />
              </>
            )
          }
          if (!made) return <BeginForm onMade={setMade} />
          return (
            <ConfirmForm
              made={made}
              onDone={(given) => {
                setMade(null)
                setCodes(given)
              }}
            />
          )
        }}
      </QueryView>
    </SectionCard>
  )
}

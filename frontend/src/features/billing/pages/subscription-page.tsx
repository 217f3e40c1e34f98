import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { AddressCard } from '../address-card'
import { Calculator } from '../calculator'
import { ModulesCard } from '../modules-card'
import { MonthCard } from '../month-card'
import { addressQuery, forecastQuery } from '../queries'

/** What the provider pays, why, and what comes next (R-BIL-08). */
export function SubscriptionPage() {
  const t = useT()
  const format = useFormat()
  const forecast = useQuery(forecastQuery)
  const address = useQuery(addressQuery)
  return (
    <>
      <PageHeader
        title={t('settings.page.subscription')}
        facts={
          forecast.data ? (
            <span>{t('billing.since', { day: format.longDate(forecast.data.subscribedSince) })}</span>
          ) : null
        }
      />
      <QueryView query={forecast}>
        {(seen) => (
          <>
            <MonthCard forecast={seen} />
            <ModulesCard forecast={seen} />
            <Calculator forecast={seen} />
          </>
        )}
      </QueryView>
      <QueryView query={address}>{(kept) => <AddressCard address={kept} />}</QueryView>
    </>
  )
}

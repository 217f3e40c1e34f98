import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { DetailsCard } from '../organisation/details-card'
import { MailCard } from '../organisation/mail-card'
import { PlanningCard } from '../organisation/planning-card'
import { providerQuery } from '../organisation/queries'
import { RetentionCard } from '../organisation/retention-card'
import { StyleCard } from '../organisation/style-card'

/** The provider's own details and what it may set (R-ACC-01); every card saves on its own. */
export function OrganisationPage() {
  const t = useT()
  const can = useCan()
  const query = useQuery(providerQuery)
  return (
    <>
      <PageHeader
        title={t('settings.page.organisation')}
        facts={can('settings:write') ? null : <span>{t('settings.readOnly')}</span>}
      />
      <QueryView query={query}>
        {(provider) => (
          <>
            <DetailsCard provider={provider} />
            <MailCard provider={provider} />
            <StyleCard provider={provider} />
            <PlanningCard provider={provider} />
            <RetentionCard provider={provider} />
          </>
        )}
      </QueryView>
    </>
  )
}

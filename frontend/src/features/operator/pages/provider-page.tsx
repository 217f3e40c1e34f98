import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { ModulesCard } from '../modules-card'
import { providersQuery, type Standing, setUpQuery } from '../queries'
import { StandingCard } from '../standing-card'
import { StatusCard } from '../status-card'
import { UsageCard } from '../usage-card'

/** How one provider is set up: its modules with their days, and its CIBOT status (R-MOD-01). */
export function ProviderPage() {
  const t = useT()
  const { providerId } = useParams({ strict: false }) as { providerId: string }
  const { data: providers } = useQuery(providersQuery)
  const setUp = useQuery(setUpQuery(providerId))
  const provider = providers?.find((each) => each.id === providerId)
  return (
    <>
      <PageHeader
        title={provider?.name ?? t('operator.provider')}
        back={{ label: t('app.nav.home'), to: paths.home() }}
        facts={
          provider ? (
            <span>{t('operator.size', { users: provider.users, courses: provider.courses })}</span>
          ) : null
        }
      />
      <QueryView query={setUp}>
        {(known) => (
          <>
            {provider ? (
              <StandingCard
                providerId={providerId}
                state={provider.state as Standing}
                isEmpty={provider.users === 0}
              />
            ) : null}
            <UsageCard providerId={providerId} />
            <ModulesCard providerId={providerId} known={known} />
            <StatusCard
              providerId={providerId}
              known={known}
              isInstitute={provider?.isCibotInstitute ?? false}
            />
          </>
        )}
      </QueryView>
    </>
  )
}

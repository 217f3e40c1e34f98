import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { LookDialog } from '../look-dialog'
import { MailCard } from '../mail-card'
import { ModulesCard } from '../modules-card'
import { providersQuery, type Standing, setUpQuery } from '../queries'
import { StandingCard } from '../standing-card'
import { StatusCard } from '../status-card'
import { UsageCard } from '../usage-card'
import { UsersCard } from '../users-card'

/** How one provider is set up: its modules with their days, and its CIBOT status (R-MOD-01). */
export function ProviderPage() {
  const t = useT()
  const { providerId } = useParams({ strict: false }) as { providerId: string }
  const { data: providers } = useQuery(providersQuery)
  const setUp = useQuery(setUpQuery(providerId))
  const provider = providers?.find((each) => each.id === providerId)
  const [looking, setLooking] = useState(false)
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
        actions={
          provider ? (
            <Button variant="default" onClick={() => setLooking(true)}>
              {t('operator.look.open')}
            </Button>
          ) : null
        }
      />
      {provider ? (
        <LookDialog provider={provider} opened={looking} onClose={() => setLooking(false)} />
      ) : null}
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
            <UsersCard providerId={providerId} />
            <MailCard providerId={providerId} />
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

import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT, useToday } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { registrationsQuery, useSettle, type Wish, wishesQuery } from '../queries'
import { RegistrationCard } from '../registration-card'

/** Companies that signed up, and what providers ask for, longest waiting first (R-MOD-01). */
export function WishesPage() {
  const t = useT()
  const query = useQuery(wishesQuery)
  const registrations = useQuery(registrationsQuery).data ?? []
  return (
    <>
      <PageHeader title={t('operator.wishes')} facts={<span>{t('operator.wishesLead')}</span>} />
      {registrations.map((each) => (
        <RegistrationCard key={each.providerId} registration={each} />
      ))}
      <QueryView query={query}>
        {(wishes) =>
          wishes.length === 0 && registrations.length === 0 ? (
            <EmptyState icon="check" title={t('operator.noWishes')} text={t('operator.noWishesText')} />
          ) : (
            wishes.map((wish) => <WishCard key={wish.id} wish={wish} />)
          )
        }
      </QueryView>
    </>
  )
}

function WishCard({ wish }: { wish: Wish }) {
  const t = useT()
  const format = useFormat()
  const today = useToday()
  const settle = useSettle()
  const title = t(`operator.wish.${wish.wish}`, {
    provider: wish.providerName,
    module: t(`modules.${wish.module}.name`),
  })

  function answer(granted: boolean) {
    settle.mutate(
      { wish, granted, day: today },
      {
        onSuccess: () => toast({ message: t(granted ? 'operator.granted' : 'operator.refused') }),
        onError: toastError,
      },
    )
  }

  return (
    <SectionCard title={title} lead={format.instant(wish.requestedAt)}>
      <Group gap="xs">
        <Button
          loading={settle.isPending}
          aria-label={`${t('operator.grant')}: ${title}`}
          onClick={() => answer(true)}
        >
          {t('operator.grant')}
        </Button>
        <Button
          variant="default"
          aria-label={`${t('operator.refuse')}: ${title}`}
          onClick={() => answer(false)}
        >
          {t('operator.refuse')}
        </Button>
      </Group>
    </SectionCard>
  )
}

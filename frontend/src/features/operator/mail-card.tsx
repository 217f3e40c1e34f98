import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { CapForm } from './cap-form'
import { laneQuery, type MailLane, useSetLane } from './queries'

/** Holding back everything that the provider mails, letting it go again, and how much leaves on a day (R-MAIL-02). */
export function MailCard({ providerId }: { providerId: string }) {
  const t = useT()
  return (
    <SectionCard title={t('operator.mail')} lead={t('operator.mailLead')}>
      <QueryView query={useQuery(laneQuery(providerId))}>
        {(lane) => (
          <>
            <Lane providerId={providerId} lane={lane} />
            <CapForm providerId={providerId} lane={lane} />
          </>
        )}
      </QueryView>
    </SectionCard>
  )
}

function Lane({ providerId, lane }: { providerId: string; lane: MailLane }) {
  const t = useT()
  const format = useFormat()
  const act = useSetLane(providerId)
  const paused = !lane.pausedAt
  return (
    <>
      <p>
        {lane.pausedAt
          ? t('operator.mailHeld', { when: format.instant(lane.pausedAt) })
          : t('operator.mailFlows')}
      </p>
      <Button
        variant="default"
        loading={act.isPending}
        onClick={() =>
          act.mutate(
            { paused },
            {
              onSuccess: () =>
                toast({ message: t(paused ? 'operator.mailNowHeld' : 'operator.mailNowFlows') }),
              onError: toastError,
            },
          )
        }
      >
        {t(paused ? 'operator.holdMail' : 'operator.releaseMail')}
      </Button>
    </>
  )
}

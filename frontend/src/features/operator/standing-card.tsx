import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { type Standing, useSetState, useWelcomeAgain } from './queries'
import { ReasonDialog } from './reason-dialog'

const NEXT: Record<Standing, readonly Standing[]> = {
  active: ['suspended', 'ended'],
  suspended: ['active', 'ended'],
  ended: ['active'],
}

interface Props {
  providerId: string
  state: Standing
  /** Nobody has come in yet, so that the welcome link can be sent again. */
  isEmpty: boolean
}

/** Whether the provider may work; changing it asks for a reason. */
export function StandingCard({ providerId, state, isEmpty }: Props) {
  const t = useT()
  const act = useSetState(providerId)
  const welcome = useWelcomeAgain(providerId)
  const [asked, setAsked] = useState<Standing | null>(null)
  const close = () => setAsked(null)
  return (
    <SectionCard title={t('operator.standing')} lead={t(`operator.standingText.${state}`)}>
      <StatusBadge status={`provider_${state}`} />
      <Group gap="xs" mt="sm">
        {NEXT[state].map((next) => (
          <Button key={next} variant="default" onClick={() => setAsked(next)}>
            {t(`operator.become.${next}`)}
          </Button>
        ))}
        {isEmpty ? (
          <Button
            variant="default"
            loading={welcome.isPending}
            onClick={() =>
              welcome.mutate(undefined, {
                onSuccess: () => toast({ message: t('operator.welcomed') }),
                onError: toastError,
              })
            }
          >
            {t('operator.welcomeAgain')}
          </Button>
        ) : null}
      </Group>
      <ReasonDialog
        opened={asked !== null}
        title={asked ? t(`operator.become.${asked}`) : ''}
        submitLabel={asked ? t(`operator.become.${asked}`) : ''}
        loading={act.isPending}
        error={act.error}
        onClose={close}
        onSubmit={(reason) =>
          asked &&
          act.mutate(
            { state: asked, reason },
            {
              onSuccess: () => {
                close()
                toast({ message: t('operator.standingSet') })
              },
            },
          )
        }
      >
        {asked ? t(`operator.becomeText.${asked}`) : null}
      </ReasonDialog>
    </SectionCard>
  )
}

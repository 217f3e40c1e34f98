import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { DayDialog } from './day-dialog'
import { type ProviderModules, useSetStatus } from './queries'

interface Props {
  providerId: string
  known: ProviderModules
  isInstitute: boolean
}

/** Whether the provider is a CIBOT institute, since when, and changing that from a day on. */
export function StatusCard({ providerId, known, isInstitute }: Props) {
  const t = useT()
  const format = useFormat()
  const act = useSetStatus(providerId)
  const [asking, setAsking] = useState(false)
  const last = known.statuses.at(-1)
  const next = !(last?.isInstitute ?? isInstitute)
  const label = t(next ? 'operator.becomesInstitute' : 'operator.becomesOther')
  return (
    <SectionCard
      title={t('operator.status')}
      lead={t(isInstitute ? 'operator.isInstitute' : 'operator.isOther')}
    >
      <ul>
        {known.statuses.map((status) => (
          <li key={status.firstDay}>
            {t(status.isInstitute ? 'operator.instituteSince' : 'operator.otherSince', {
              day: format.day(status.firstDay),
            })}
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <DayDialog
        opened={asking}
        title={label}
        submitLabel={t('common.save')}
        loading={act.isPending}
        error={act.error}
        onClose={() => setAsking(false)}
        onSubmit={(day) =>
          act.mutate(
            { isInstitute: next, day },
            {
              onSuccess: () => {
                setAsking(false)
                toast({ message: t('operator.statusSet') })
              },
            },
          )
        }
      >
        {t('operator.statusText')}
      </DayDialog>
    </SectionCard>
  )
}

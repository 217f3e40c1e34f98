import { Button, Table } from '@mantine/core'
import { useState } from 'react'
import { SOLD, type SoldModule } from '@/api/modules'
import { useFormat, useT, useToday } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { DayDialog } from './day-dialog'
import { type ProviderModules, useSwitch } from './queries'

interface Props {
  providerId: string
  known: ProviderModules
}

/** Every module with the days on which it was, is or will be on; switching asks for the day of effect. */
export function ModulesCard({ providerId, known }: Props) {
  const t = useT()
  const format = useFormat()
  const today = useToday()
  const act = useSwitch(providerId)
  const [asked, setAsked] = useState<{ module: SoldModule; on: boolean } | null>(null)

  function spansOf(module: SoldModule) {
    return known.spans.filter((span) => span.module === module)
  }

  const name = asked ? t(`modules.${asked.module}.name`) : ''
  const verb = asked?.on ? 'on' : 'off'
  return (
    <SectionCard title={t('operator.modules')} lead={t('operator.modulesLead')}>
      <Table aria-label={t('operator.modules')}>
        <Table.Tbody>
          {SOLD.map((module) => {
            const spans = spansOf(module)
            const isOn = spans.some(
              (span) => span.activeFrom <= today && (!span.activeUntil || span.activeUntil > today),
            )
            const staysOn = spans.some((span) => !span.activeUntil)
            return (
              <Table.Tr key={module}>
                <Table.Th scope="row" fw={400}>
                  {t(`modules.${module}.name`)}
                </Table.Th>
                <Table.Td>
                  <StatusBadge status={isOn ? 'moduleOn' : 'moduleOff'} />
                  <div>
                    {spans
                      .map((span) =>
                        span.activeUntil
                          ? t('operator.span', {
                              from: format.day(span.activeFrom),
                              until: format.day(span.activeUntil),
                            })
                          : t('operator.since', { from: format.day(span.activeFrom) }),
                      )
                      .join('; ')}
                  </div>
                </Table.Td>
                <Table.Td>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`${t(`operator.switch.${staysOn ? 'off' : 'on'}`)}: ${t(`modules.${module}.name`)}`}
                    onClick={() => setAsked({ module, on: !staysOn })}
                  >
                    {t(`operator.switch.${staysOn ? 'off' : 'on'}`)}
                  </Button>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      <DayDialog
        opened={asked !== null}
        title={`${t(`operator.switch.${verb}`)}: ${name}`}
        submitLabel={t(`operator.switch.${verb}`)}
        loading={act.isPending}
        error={act.error}
        onClose={() => setAsked(null)}
        onSubmit={(day) =>
          asked &&
          act.mutate(
            { ...asked, day },
            {
              onSuccess: () => {
                setAsked(null)
                toast({ message: t('operator.switched', { name }) })
              },
            },
          )
        }
      >
        {t(`operator.switchText.${verb}`)}
      </DayDialog>
    </SectionCard>
  )
}

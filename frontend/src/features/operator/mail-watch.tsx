import { Button, Group, Table } from '@mantine/core'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { type MailWatch as Row, useReplay, useSetLane } from './queries'

/** The mails of each provider in the last week, those with trouble first; pausing and sending again stand beside them. */
export function MailWatch({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  return (
    <SectionCard title={t('operator.watch.mails')} lead={t('operator.watch.mailsLead')}>
      {rows.length === 0 ? (
        <p>{t('operator.watch.noMails')}</p>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table aria-label={t('operator.watch.mails')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('operator.provider')}</Table.Th>
                {(['waiting', 'sent', 'failed', 'unsure', 'back'] as const).map((key) => (
                  <Table.Th key={key} ta="right">
                    {t(`operator.watch.${key}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <MailRow key={row.providerId} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </SectionCard>
  )
}

function MailRow({ row }: { row: Row }) {
  const t = useT()
  const format = useFormat()
  const pause = useSetLane(row.providerId)
  const replay = useReplay(row.providerId)
  const name = row.providerName
  const isPaused = row.pausedAt !== null
  const pauseLabel = t(isPaused ? 'operator.watch.resume' : 'operator.watch.pause')
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <AppLink to={paths.operatorProvider(row.providerId)}>{name}</AppLink>
        {isPaused ? <div>{t('operator.watch.paused')}</div> : null}
        {row.deferred > 0 ? (
          <div>
            {t('operator.watch.deferred', {
              count: row.deferred,
              cap: row.dailyCap === null ? '' : format.number(row.dailyCap),
            })}
          </div>
        ) : null}
        <Group gap={4} mt={4}>
          <Button
            variant="default"
            size="compact-sm"
            loading={pause.isPending}
            aria-label={`${pauseLabel}: ${name}`}
            onClick={() =>
              pause.mutate(
                { paused: !isPaused },
                {
                  onSuccess: () => toast({ message: t('operator.watch.pauseSet', { name }) }),
                  onError: toastError,
                },
              )
            }
          >
            {pauseLabel}
          </Button>
          {row.failed > 0 ? (
            <Button
              variant="default"
              size="compact-sm"
              loading={replay.isPending}
              aria-label={`${t('operator.watch.replay')}: ${name}`}
              onClick={() =>
                replay.mutate(undefined, {
                  onSuccess: ({ mails }) =>
                    toast({ message: t('operator.watch.replayed', { count: mails }) }),
                  onError: toastError,
                })
              }
            >
              {t('operator.watch.replay')}
            </Button>
          ) : null}
        </Group>
      </Table.Th>
      <Table.Td ta="right">{format.number(row.waiting)}</Table.Td>
      <Table.Td ta="right">{format.number(row.sent)}</Table.Td>
      <Table.Td ta="right">{format.number(row.failed)}</Table.Td>
      <Table.Td ta="right">{format.number(row.uncertain)}</Table.Td>
      <Table.Td ta="right">{`${format.number(row.cameBack)} (${format.number(row.bouncePercent)}%)`}</Table.Td>
    </Table.Tr>
  )
}

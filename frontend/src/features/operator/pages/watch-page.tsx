import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { translateIfKnown, useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { MailWatch } from '../mail-watch'
import { type Watch, watchQuery } from '../queries'

/** How the platform fares: mails, the clock, long work, storage and versions; looked at anew by itself. */
export function WatchPage() {
  const t = useT()
  const format = useFormat()
  const query = useQuery(watchQuery)
  return (
    <>
      <PageHeader
        title={t('app.nav.operatorWatch')}
        facts={
          query.data ? <span>{t('operator.watch.lead', { at: format.instant(query.data.at) })}</span> : null
        }
      />
      <QueryView query={query}>
        {(seen) => (
          <>
            <Outbox seen={seen} />
            <MailWatch rows={seen.mails} />
            <Clock runs={seen.runs} />
            <LongWork seen={seen} />
            <Storage seen={seen} />
          </>
        )}
      </QueryView>
    </>
  )
}

function Outbox({ seen: { outbox } }: { seen: Watch }) {
  const t = useT()
  const format = useFormat()
  return (
    <SectionCard title={t('operator.watch.outbox')}>
      <ul>
        <li>{t('operator.watch.due', { count: outbox.due })}</li>
        <li>{t('operator.watch.oldest', { seconds: format.number(Math.round(outbox.oldestDueSeconds)) })}</li>
        <li>{t('operator.watch.uncertain', { count: outbox.uncertain })}</li>
        <li>{t('operator.watch.failedToday', { count: outbox.failedToday })}</li>
      </ul>
    </SectionCard>
  )
}

function Clock({ runs }: { runs: Watch['runs'] }) {
  const t = useT()
  const format = useFormat()
  const when = (instant: string | null) => (instant ? format.instant(instant) : t('operator.watch.never'))
  return (
    <SectionCard title={t('operator.watch.clock')}>
      <Table aria-label={t('operator.watch.clock')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('operator.watch.task')}</Table.Th>
            <Table.Th>{t('operator.watch.succeeded')}</Table.Th>
            <Table.Th>{t('operator.watch.broke')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.name}>
              <Table.Th scope="row" fw={400}>
                {translateIfKnown(`operator.watch.tasks.${run.name}`) ?? run.name}
              </Table.Th>
              <Table.Td>{when(run.succeededAt)}</Table.Td>
              <Table.Td>{[when(run.failedAt), run.problem].filter(Boolean).join(', ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function LongWork({ seen }: { seen: Watch }) {
  const t = useT()
  const format = useFormat()
  const now = t('operator.watch.jobsNow', { waiting: seen.jobsWaiting, running: seen.jobsRunning })
  return (
    <SectionCard title={t('operator.watch.jobs')} lead={now}>
      {seen.failedJobs.length === 0 ? (
        <p>{t('operator.watch.noFailedJobs')}</p>
      ) : (
        <ul>
          {seen.failedJobs.map((job) => (
            <li key={job.id}>
              {[job.providerName, job.kind, job.problem, format.instant(job.finishedAt)]
                .filter(Boolean)
                .join(', ')}
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  )
}

function Storage({ seen }: { seen: Watch }) {
  const t = useT()
  const format = useFormat()
  const { schemaVersion, postgresql, python } = seen.versions
  return (
    <SectionCard title={t('operator.watch.storage')}>
      <ul>
        <li>{t('operator.watch.database', { size: format.bytes(seen.databaseBytes) })}</li>
        <li>{t('operator.watch.files', { size: format.bytes(seen.fileBytes) })}</li>
        <li>
          {t('operator.watch.disk', {
            free: format.bytes(seen.diskFreeBytes),
            all: format.bytes(seen.diskBytes),
          })}
        </li>
        <li>{t('operator.watch.versions', { schema: schemaVersion, postgresql, python })}</li>
      </ul>
    </SectionCard>
  )
}

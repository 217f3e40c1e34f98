import { Group, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isOpen, type Job, jobQuery, useCancelJob } from '@/api/jobs'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { LinkButton } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { ProgressItem } from '@/ui/progress-item'
import { DetailSkeleton } from '@/ui/skeletons'
import type { TraineeImport } from '../types'

interface Props {
  found: TraineeImport
  /** Where another list is begun. */
  again: string
}

/** How far the writing is, and afterwards what came of it. */
export function ResultStep({ found, again }: Props) {
  const t = useT()
  const client = useQueryClient()
  const cancel = useCancelJob()
  const job = useQuery({ ...jobQuery(found.jobId ?? ''), enabled: found.jobId !== null }).data
  const finished = job !== undefined && !isOpen(job)

  useEffect(() => {
    if (!finished) return
    for (const key of ['imports', 'enrolments', 'courses', 'trainees', 'customers', 'certificates']) {
      void client.invalidateQueries({ queryKey: [key] })
    }
  }, [client, finished])

  if (!job) return <DetailSkeleton />
  if (!finished) {
    return (
      <Stack maw="40rem">
        <ProgressItem
          title={t('imports.run.title')}
          state={job.state}
          done={job.progress}
          total={job.total}
          onCancel={() => cancel.mutate(job.id)}
        />
        <p>{t('imports.run.safe')}</p>
      </Stack>
    )
  }
  return (
    <Stack maw="40rem">
      <Outcome job={job} />
      <Group>
        {found.courseId ? (
          <LinkButton to={paths.course(found.courseId)}>{t('imports.result.toCourse')}</LinkButton>
        ) : found.options.certificates ? (
          <LinkButton to={paths.certificates()}>{t('imports.result.toCertificates')}</LinkButton>
        ) : (
          <LinkButton to={paths.trainees()}>{t('imports.result.toTrainees')}</LinkButton>
        )}
        <LinkButton to={again} variant="default">
          {t('imports.result.again')}
        </LinkButton>
      </Group>
    </Stack>
  )
}

const OUTCOMES = [
  ['created', 'created'],
  ['matched', 'matched'],
  ['enrolled', 'enrolled'],
  ['waiting', 'waiting'],
  ['already_enrolled', 'alreadyEnrolled'],
  ['course_full', 'courseFull'],
  ['certified', 'certified'],
  ['already_certified', 'alreadyCertified'],
] as const

function Outcome({ job }: { job: Job }) {
  const t = useT()
  const count = (key: string) => Number(job.result?.[key] ?? 0)
  const skipped = count('refused') + count('duplicate')
  if (job.state === 'failed') {
    return (
      <Notice tone="danger" title={t('imports.result.failed')}>
        {t('imports.result.failedText')}
      </Notice>
    )
  }
  const title = job.state === 'cancelled' ? t('imports.result.cancelled') : t('imports.result.done')
  return (
    <Notice tone={job.state === 'cancelled' ? 'warning' : 'good'} title={title}>
      {job.state === 'cancelled' ? <p>{t('imports.result.cancelledText')}</p> : null}
      <ul>
        {OUTCOMES.filter(([key]) => count(key) > 0).map(([key, name]) => (
          <li key={key}>{t(`imports.result.${name}`, { count: count(key) })}</li>
        ))}
        {skipped > 0 ? <li>{t('imports.result.skipped', { count: skipped })}</li> : null}
      </ul>
    </Notice>
  )
}

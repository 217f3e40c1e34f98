import { ActionIcon, Indicator, Popover, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { isOpen, type Job, jobsQuery, useCancelJob } from '@/api/jobs'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { translateIfKnown, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { ProgressItem } from '@/ui/progress-item'

const SHOWN = 6

/** The tray of long work: it goes on when this page is closed, and can be found back here. */
export function ProgressMenu() {
  const t = useT()
  const can = useCan()
  const allowed = can('courses:read')
  const { data = [] } = useQuery({ ...jobsQuery, enabled: allowed })
  const cancel = useCancelJob()
  const running = data.filter(isOpen).length
  if (!allowed) return null
  const label = running > 0 ? t('app.top.progressRunning', { count: running }) : t('app.top.progress')
  return (
    <Popover position="bottom-end" width={340} trapFocus returnFocus>
      <Indicator disabled={running === 0} processing={running > 0} size={10} offset={6}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
            <Icon name="progress" />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('common.progress.title')}>
        <Stack>
          <strong>{t('common.progress.title')}</strong>
          {data.length === 0 ? <span>{t('common.progress.none')}</span> : null}
          {data.slice(0, SHOWN).map((job) => (
            <ProgressItem
              key={job.id}
              title={titleOf(job)}
              state={job.state}
              done={job.progress}
              total={job.total}
              to={whereTo(job)}
              file={fileOf(job)}
              onCancel={
                can('courses:write') ? () => cancel.mutate(job.id, { onError: toastError }) : undefined
              }
            />
          ))}
          {running > 0 ? <span>{t('common.progress.closeSafe')}</span> : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function titleOf(job: Job): string {
  return translateIfKnown(`app.jobs.${job.kind}`) ?? job.kind
}

/** A job that made a file says which one. */
function fileOf(job: Job): string | undefined {
  const id = job.state === 'done' ? job.result?.fileId : undefined
  return typeof id === 'string' ? id : undefined
}

function whereTo(job: Job): string | undefined {
  if (!job.subjectId) return undefined
  return job.subjectType === 'course' ? paths.course(job.subjectId) : undefined
}

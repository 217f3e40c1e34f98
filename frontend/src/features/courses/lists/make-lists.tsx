import { Button, Checkbox, Modal, Radio, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rest } from '@/api/client'
import { type Job, jobQuery } from '@/api/jobs'
import { useAction } from '@/api/use-action'
import { FormShell } from '@/forms/form-shell'
import { type Translate, useLocale, useT } from '@/i18n/use-t'
import { ProgressItem } from '@/ui/progress-item'

const KINDS = ['attendance_list', 'cibot_attendance_list', 'assessment_list'] as const
type Kind = (typeof KINDS)[number]
type Values = { lists: Kind[]; language: 'nl' | 'en' }

interface Order extends Values {
  courseIds: readonly string[]
}

function useMakeLists() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (order: Order) => rest.post<Job>('/api/v1/course-lists', order),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

/** "Lijsten maken" for the ticked courses: all of them come as one zip. */
export function MakeLists({ courseIds }: { courseIds: readonly string[] }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpened(true)}>
        {t('lists.make')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('lists.title', { count: courseIds.length })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <MakeListsForm courseIds={courseIds} onClose={() => setOpened(false)} />
      </Modal>
    </>
  )
}

function MakeListsForm({ courseIds, onClose }: { courseIds: readonly string[]; onClose: () => void }) {
  const t = useT()
  const locale = useLocale()
  const make = useMakeLists()
  const form = useForm<Values>({
    initialValues: { lists: ['attendance_list'], language: locale },
    validate: { lists: (lists) => (lists.length === 0 ? t('lists.choose') : null) },
  })
  if (make.data) return <Making jobId={make.data.id} onClose={onClose} />
  return (
    <FormShell
      form={form}
      onSubmit={(values) => make.mutate({ ...values, courseIds })}
      loading={make.isPending}
      submitError={make.error}
      submitLabel={t('lists.submit')}
      onCancel={onClose}
      inDialog
    >
      <Checkbox.Group label={t('lists.which')} description={t('lists.hint')} {...form.getInputProps('lists')}>
        <Stack gap="xs" mt="xs">
          {KINDS.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`lists.name.${kind}`)} data-path="lists" />
          ))}
        </Stack>
      </Checkbox.Group>
      <Radio.Group label={t('lists.language')} {...form.getInputProps('language')}>
        <Stack gap="xs" mt="xs">
          <Radio value="nl" label={t('lists.languages.nl')} />
          <Radio value="en" label={t('lists.languages.en')} />
        </Stack>
      </Radio.Group>
    </FormShell>
  )
}

/** How far the zip is; it can be closed, since the tray of long work offers the file as well. */
function Making({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const t = useT()
  const { data: job } = useQuery(jobQuery(jobId))
  return (
    <Stack>
      <ProgressItem
        title={t('app.jobs.course_lists')}
        state={job?.state ?? 'queued'}
        done={job?.progress ?? 0}
        total={job?.total ?? null}
        file={fileOf(job)}
      />
      <p>{messageOf(t, job)}</p>
      <Button variant="default" onClick={onClose}>
        {t('common.close')}
      </Button>
    </Stack>
  )
}

function fileOf(job: Job | undefined): string | undefined {
  return job?.state === 'done' ? String(job.result?.fileId) : undefined
}

function messageOf(t: Translate, job: Job | undefined): string {
  if (job?.state === 'done') return t('lists.ready')
  return job?.state === 'failed' ? t('lists.failed') : t('common.progress.closeSafe')
}

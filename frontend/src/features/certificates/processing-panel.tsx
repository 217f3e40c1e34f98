import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { type Translate, useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Icon } from '@/ui/icons/icon'
import { AppLink } from '@/ui/links'
import { toast } from '@/ui/toast'
import classes from './certificates.module.css'
import { useProcess, useUndoProcessing } from './mutations'
import { processingQuery } from './queries'
import type { Processing } from './types'

const SHOWN = 8

interface Props {
  courseId: string
  mayProcess: boolean
  mayReopen: boolean
}

/** The way to a processed course: what is done, what is missing by name, and the button (R-PRC-01). */
export function ProcessingPanel({ courseId, mayProcess, mayReopen }: Props) {
  const t = useT()
  const { data } = useQuery(processingQuery(courseId))
  // Here, and not in the parts: what is told afterwards must not depend on a part that the act itself takes away.
  const process = useProcess(courseId)
  const undo = useUndoProcessing(courseId)
  if (!data) return null

  const submit = () =>
    process.mutate(undefined, {
      onSuccess: ({ certificates: count }) =>
        toast({ message: t('certificates.processing.done', { count }) }),
    })
  const reopen = () =>
    undo.mutate(undefined, {
      onSuccess: () => toast({ message: t('certificates.processing.undone'), tone: 'info' }),
    })

  return (
    <section className={classes.panel} aria-labelledby="processing">
      <Title order={2} size="h4" id="processing">
        {t('certificates.processing.title')}
      </Title>
      {data.state === 'processed' ? (
        <Processed courseId={courseId} processing={data} act={mayReopen ? { ...undo, run: reopen } : null} />
      ) : (
        <Open processing={data} act={mayProcess ? { ...process, run: submit } : null} />
      )}
    </section>
  )
}

interface Act {
  run: () => void
  isPending: boolean
  error: Error | null
}

function Open({
  processing: { missing, ready, ...steps },
  act,
}: {
  processing: Processing
  act: Act | null
}) {
  const t = useT()
  return (
    <>
      <ul className={classes.steps}>
        {(['attendance', 'results', 'documents'] as const).map((step) =>
          steps[step].total > 0 ? <Step key={step} name={step} {...steps[step]} /> : null,
        )}
      </ul>
      {ready ? <p>{t('certificates.processing.ready')}</p> : <Missing missing={missing} />}
      {act ? (
        <>
          <InlineError error={act.error} />
          <Button loading={act.isPending} onClick={act.run} leftSection={<Icon name="check" size={16} />}>
            {t('certificates.processing.submit')}
          </Button>
        </>
      ) : null}
    </>
  )
}

function Step({
  name,
  done,
  total,
}: {
  name: 'attendance' | 'results' | 'documents'
  done: number
  total: number
}) {
  const t = useT()
  const complete = done === total
  return (
    <li className={classes.step} data-done={complete || undefined}>
      <Icon name={complete ? 'check' : 'circle'} size={16} />
      <span>
        {t(`certificates.processing.${name}`)}: {t('certificates.processing.step', { done, total })}
      </span>
    </li>
  )
}

function Missing({ missing }: { missing: Processing['missing'] }) {
  const t = useT()
  return (
    <>
      <strong>{t('certificates.processing.missing')}</strong>
      <ul className={classes.missing}>
        {missing.slice(0, SHOWN).map((each) => (
          <li key={`${each.what}-${each.id}`}>{missingText(t, each)}</li>
        ))}
        {missing.length > SHOWN ? (
          <li>{t('certificates.processing.more', { count: missing.length - SHOWN })}</li>
        ) : null}
      </ul>
    </>
  )
}

function missingText(t: Translate, { what, name, kind }: Processing['missing'][number]): string {
  if (what === 'attendance') return t('certificates.processing.missingAttendance', { name })
  if (what === 'result') return t('certificates.processing.missingResult', { name })
  return kind === 'attendance_list' || kind === 'exams' ? t(`courses.files.${kind}`) : name
}

interface ProcessedProps {
  courseId: string
  processing: Processing
  act: Act | null
}

function Processed({ courseId, processing, act }: ProcessedProps) {
  const t = useT()
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const { certificates: count, processedAt } = processing
  const at = processedAt ? format.instant(processedAt) : ''
  return (
    <div className={classes.buttons}>
      <span>{t('certificates.processing.processed', { count, at })}</span>
      <AppLink to={paths.course(courseId, 'certificates')}>{t('certificates.processing.show')}</AppLink>
      {act ? (
        <>
          <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
            {t('certificates.processing.undo')}
          </Button>
          <ConfirmDialog
            opened={asking}
            title={t('certificates.processing.undoTitle')}
            confirmLabel={t('certificates.processing.undo')}
            danger
            loading={act.isPending}
            onConfirm={act.run}
            onCancel={() => setAsking(false)}
          >
            {t('certificates.processing.undoText', { count })}
            <InlineError error={act.error} />
          </ConfirmDialog>
        </>
      ) : null}
    </div>
  )
}

import { Anchor, Button, Progress } from '@mantine/core'
import { useFormat, useT } from '@/i18n/use-t'
import { AppLink } from './links'
import classes from './progress-item.module.css'

interface ProgressProps {
  title: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number | null
  /** Where the result can be seen. */
  to?: string
  /** The file that came of it, to be downloaded. */
  file?: string
  onCancel?: () => void
}

const TONES = {
  queued: 'info',
  running: 'info',
  done: 'good',
  failed: 'danger',
  cancelled: 'neutral',
} as const

/** One piece of long work: what, how far, and how to stop it or see what came of it. */
export function ProgressItem({ title, state, done, total, to, file, onCancel }: ProgressProps) {
  const t = useT()
  const format = useFormat()
  const busy = state === 'queued' || state === 'running'
  const percent = state === 'done' ? 100 : total ? Math.round((done / total) * 100) : 0
  const counted = total
    ? t('common.progress.of', { done: format.number(done), total: format.number(total) })
    : ''
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        <strong>{title}</strong>
        <span>
          {t(`common.progress.${state}`)} {counted}
        </span>
      </div>
      <Progress.Root>
        <Progress.Section value={percent} color={`var(--tone-${TONES[state]}-fill)`} aria-label={title} />
      </Progress.Root>
      {(busy && onCancel) || to || file ? (
        <div className={classes.line}>
          {to ? <AppLink to={to}>{t('common.progress.show')}</AppLink> : <span />}
          {file ? (
            <Anchor inherit href={`/api/v1/files/${file}`} download>
              {t('common.progress.download')}
            </Anchor>
          ) : null}
          {busy && onCancel ? (
            <Button variant="subtle" size="compact-sm" onClick={onCancel}>
              {t('common.progress.cancel')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

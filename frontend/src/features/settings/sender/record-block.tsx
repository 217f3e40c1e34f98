import { ActionIcon, Title } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { StatusBadge } from '@/ui/status-badge'
import type { SenderRecord } from './queries'
import classes from './sender.module.css'

const LOOKS = {
  found: 'recordFound',
  missing: 'recordMissing',
  wrong: 'recordWrong',
  unknown: 'recordUnknown',
  unchecked: 'recordUnchecked',
  not_needed: 'recordFound',
} as const

/** One record: what it is for, its state in words, and the line to publish. */
export function RecordBlock({ record }: { record: SenderRecord }) {
  const t = useT()
  const name = t(`sender.kind.${record.kind}`)
  return (
    <section className={classes.record} aria-label={name}>
      <div className={classes.head}>
        <Title order={3} size="h5">
          {name}
        </Title>
        <StatusBadge status={LOOKS[record.state]} />
      </div>
      <p>{t(`sender.why.${record.kind}`)}</p>
      {record.problem ? <p className={classes.problem}>{t(`sender.problem.${record.problem}`)}</p> : null}
      {record.state === 'wrong' && record.kind === 'ownership' ? (
        <p className={classes.problem}>{t('sender.problem.other_token')}</p>
      ) : null}
      {record.name ? (
        <dl className={classes.lines}>
          <dt>{t('sender.type')}</dt>
          <dd>{record.type}</dd>
          <dt>{t('sender.name')}</dt>
          <Copied label={`${t('sender.name')}: ${name}`} text={record.name} />
          <dt>{t('sender.value')}</dt>
          <Copied label={`${t('sender.value')}: ${name}`} text={record.value} />
        </dl>
      ) : null}
    </section>
  )
}

function Copied({ label, text }: { label: string; text: string }) {
  const t = useT()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <dd>
      <code>{text}</code>
      <ActionIcon
        variant="subtle"
        aria-label={`${t(clipboard.copied ? 'common.copied' : 'common.copy')} ${label}`}
        onClick={() => clipboard.copy(text)}
      >
        <Icon name={clipboard.copied ? 'check' : 'copy'} />
      </ActionIcon>
    </dd>
  )
}

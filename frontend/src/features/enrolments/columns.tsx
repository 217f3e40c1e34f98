import { ActionIcon, Button } from '@mantine/core'
import { type Translate, useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { Icon } from '@/ui/icons/icon'
import { AppLink } from '@/ui/links'
import type { StatusName } from '@/ui/status'
import { StatusBadge } from '@/ui/status-badge'
import classes from './enrolments.module.css'
import { MarkPair } from './mark-pair'
import { presence } from './marks'
import type { Enrolment } from './types'

export interface RowHandlers {
  /** Absent where the course takes no marks now, or the user may not mark. */
  onTap?: (enrolment: Enrolment, field: 'attended' | 'passed', value: boolean) => void
  onWithdraw?: (enrolment: Enrolment) => void
  onGivePlace?: (enrolment: Enrolment) => void
  /** Of a processed course only. */
  onCorrect?: (enrolment: Enrolment) => void
}

interface Shown {
  customers: boolean
  /** The course day that is looked at; undefined: the course as a whole. */
  day: string | undefined
}

export function enrolmentColumns(t: Translate, shown: Shown, on: RowHandlers): Column<Enrolment>[] {
  const columns: Column<Enrolment>[] = [
    { id: 'name', header: t('enrolments.name'), card: 'title', cell: (row) => <Name enrolment={row} /> },
    {
      id: 'customer',
      header: t('enrolments.customer'),
      cell: ({ customer }) => customer?.name ?? t('common.empty'),
    },
    {
      id: 'attended',
      header: t('enrolments.attended'),
      cell: (row) => (
        <>
          <Marked enrolment={row} field="attended" value={presence(row, shown.day)} onTap={on.onTap} />
          {shown.day ? null : <DaysNote enrolment={row} />}
        </>
      ),
    },
    {
      id: 'passed',
      header: t('enrolments.passed'),
      cell: (row) => <Marked enrolment={row} field="passed" value={row.passed} onTap={on.onTap} />,
    },
    { id: 'invited', header: t('enrolments.invited'), cell: (row) => <Invited enrolment={row} /> },
  ]
  if (on.onWithdraw || on.onCorrect) {
    columns.push({
      id: 'actions',
      header: t('common.list.actions'),
      hideHeader: true,
      cell: (row) => <RowActions enrolment={row} {...on} />,
    })
  }
  return shown.customers ? columns : columns.filter(({ id }) => id !== 'customer')
}

function Name({ enrolment: { trainee, state } }: { enrolment: Enrolment }) {
  const t = useT()
  return (
    <>
      <AppLink to={paths.trainee(trainee.id)}>{trainee.name}</AppLink>
      {trainee.email ? null : <span className={classes.under}>{t('enrolments.noEmail')}</span>}
      {state === 'waiting' ? <StatusBadge status="waiting" /> : null}
    </>
  )
}

interface MarkedProps {
  enrolment: Enrolment
  field: 'attended' | 'passed'
  value: boolean | null
  onTap: RowHandlers['onTap']
}

function Marked({ enrolment, field, value, onTap }: MarkedProps) {
  const t = useT()
  const { name } = enrolment.trainee
  if (onTap && enrolment.state === 'enrolled') {
    return (
      <MarkPair
        value={value}
        yesLabel={t(`enrolments.mark.${field}Yes`, { name })}
        noLabel={t(`enrolments.mark.${field}No`, { name })}
        onTap={(tap) => onTap(enrolment, field, tap)}
      />
    )
  }
  if (value === null) return t('common.empty')
  return value ? t(`enrolments.${field}`) : t('common.no')
}

/** On how many days somebody was present, where the days differ. */
function DaysNote({ enrolment: { days, attended, attendanceOverruled } }: { enrolment: Enrolment }) {
  const t = useT()
  if (days.every((day) => day.attended === attended)) return null
  const present = days.filter((day) => day.attended).length
  return (
    <span className={classes.under}>
      {t('enrolments.days.present', { present, total: days.length })}
      {attendanceOverruled ? `, ${t('enrolments.days.overruled')}` : ''}
    </span>
  )
}

const BADGES: Record<Exclude<Enrolment['invited']['state'], 'none'>, StatusName> = {
  held: 'heldBack',
  queued: 'queued',
  sent: 'sent',
  failed: 'failed',
}

function Invited({ enrolment: { invited, trainee } }: { enrolment: Enrolment }) {
  const t = useT()
  const format = useFormat()
  if (invited.state === 'none') return t('enrolments.invitedState.none')
  const detail = invited.state === 'failed' ? invited.reason : invited.at ? format.instant(invited.at) : ''
  const badge = <StatusBadge status={BADGES[invited.state]} detail={detail || undefined} />
  if (!invited.mailId) return badge
  return (
    <AppLink
      to={paths.mail(invited.mailId)}
      underline="never"
      aria-label={`${t(`status.${BADGES[invited.state]}`)} ${detail}, ${t('enrolments.invitedState.show', { name: trainee.name })}`}
    >
      {badge}
    </AppLink>
  )
}

function RowActions({
  enrolment,
  onWithdraw,
  onGivePlace,
  onCorrect,
}: { enrolment: Enrolment } & RowHandlers) {
  const t = useT()
  const { name } = enrolment.trainee
  return (
    <span className={classes.rowActions}>
      {enrolment.state === 'waiting' && onGivePlace ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('enrolments.givePlaceName', { name })}
          onClick={() => onGivePlace(enrolment)}
        >
          {t('enrolments.givePlace')}
        </Button>
      ) : null}
      {enrolment.state === 'enrolled' && onCorrect ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('enrolments.correct.button', { name })}
          onClick={() => onCorrect(enrolment)}
        >
          <Icon name="pencil" />
        </ActionIcon>
      ) : null}
      {onWithdraw ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('enrolments.remove.button', { name })}
          onClick={() => onWithdraw(enrolment)}
        >
          <Icon name="trash" />
        </ActionIcon>
      ) : null}
    </span>
  )
}

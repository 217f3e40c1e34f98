import { Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { errorText } from '@/api/error-text'
import { useFormat, useT } from '@/i18n/use-t'
import { MailFrame } from '@/ui/mail-frame'
import { Notice } from '@/ui/notice'
import {
  type CourseReminderChange,
  type ExpiryReminderChange,
  planQuery,
  type ReminderPlan,
  type Resource,
} from './queries'
import classes from './reminders.module.css'

const REST_MS = 400
const SHOWN = 20

interface Props {
  resource: Resource
  changes: CourseReminderChange | ExpiryReminderChange
  /** What is on the screen can be sent. */
  ready: boolean
  /** Said in place of the list while it is not. */
  waiting: string
}

/** What the next run sends, to whom, and who is skipped and why: from the very code that will send it. */
export function PlanPanel({ resource, changes, ready, waiting }: Props) {
  const t = useT()
  const [settled] = useDebouncedValue(changes, REST_MS)
  const { data, error } = useQuery({
    ...planQuery(resource, settled),
    enabled: ready,
    placeholderData: keepPreviousData,
  })
  return (
    <aside className={classes.panel} aria-label={t('reminders.plan')}>
      <Title order={2} size="h4">
        {t('reminders.plan')}
      </Title>
      {ready ? null : <p>{waiting}</p>}
      {ready && error ? <Notice tone="danger">{errorText(error)}</Notice> : null}
      {ready && data && !error ? <PlanView plan={data} byMonth={resource === 'customer-reminders'} /> : null}
    </aside>
  )
}

interface Shown {
  plan: ReminderPlan
  /** A digest is about a month, and not about a day. */
  byMonth: boolean
}

function PlanView({ plan, byMonth }: Shown) {
  const t = useT()
  const format = useFormat()
  const { nextMonth, example } = plan
  return (
    <>
      <p>{t('reminders.runsAt', { when: format.instant(plan.runsAt) })}</p>
      {nextMonth ? (
        <p>
          {t('reminders.nextMonth', {
            month: format.month(nextMonth.month),
            day: format.day(nextMonth.sentOn),
          })}
        </p>
      ) : null}
      <Mails plan={plan} byMonth={byMonth} />
      <Skipped plan={plan} />
      {example ? (
        <details className={classes.example}>
          <summary>{t('reminders.example')}</summary>
          <p>
            <strong>{example.subject}</strong>
          </p>
          <MailFrame html={example.html} title={t('reminders.example')} />
        </details>
      ) : null}
    </>
  )
}

function Mails({ plan, byMonth }: Shown) {
  const t = useT()
  const format = useFormat()
  return (
    <section>
      <h3 aria-live="polite">
        {plan.mailCount === 0 ? t('reminders.noMails') : t('reminders.mails', { count: plan.mailCount })}
      </h3>
      <ul className={classes.list}>
        {plan.mails.slice(0, SHOWN).map((mail) => (
          <li key={`${mail.recipientEmail} ${mail.on} ${mail.names.join()} ${mail.what}`}>
            {mail.recipientName} <span className={classes.address}>{mail.recipientEmail}</span>
            <div className={classes.about}>
              <About mail={mail} day={byMonth ? format.month(mail.on) : format.date(mail.on)} />
            </div>
          </li>
        ))}
      </ul>
      <More count={plan.mailCount - Math.min(SHOWN, plan.mails.length)} />
    </section>
  )
}

function About({ mail, day }: { mail: ReminderPlan['mails'][number]; day: string }) {
  const t = useT()
  const [name = '', ...others] = mail.names
  if (others.length > 0) return t('reminders.aboutMany', { what: mail.what, day, count: mail.names.length })
  if (name === mail.recipientName) return t('reminders.aboutSelf', { what: mail.what, day })
  return t('reminders.about', { what: mail.what, day, name })
}

function Skipped({ plan }: { plan: ReminderPlan }) {
  const t = useT()
  const format = useFormat()
  if (plan.skippedCount === 0) return null
  return (
    <section>
      <h3>{t('reminders.skipped', { count: plan.skippedCount })}</h3>
      <ul className={classes.list}>
        {plan.skipped.slice(0, SHOWN).map((one) => (
          <li key={`${one.name} ${one.what} ${one.on}`}>
            {t('reminders.skippedLine', { name: one.name, what: one.what, day: format.date(one.on) })}{' '}
            {t(`reminders.reason.${one.reason}`)}
          </li>
        ))}
      </ul>
      <More count={plan.skippedCount - Math.min(SHOWN, plan.skipped.length)} />
    </section>
  )
}

function More({ count }: { count: number }) {
  const t = useT()
  return count > 0 ? <p>{t('reminders.andMore', { count })}</p> : null
}

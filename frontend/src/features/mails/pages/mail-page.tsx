import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMailHtml } from '@/api/mail-images'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { Icon } from '@/ui/icons/icon'
import { AppLink, useGo } from '@/ui/links'
import { MailFrame } from '@/ui/mail-frame'
import { Notice } from '@/ui/notice'
import { PageHeader } from '@/ui/page-header'
import { toast } from '@/ui/toast'
import { isPersonal, linksIn } from '../links'
import { kindText } from '../mail-list'
import classes from '../mail-page.module.css'
import { MailStatus } from '../mail-status'
import { type Mail, mailQuery, useResend } from '../queries'
import { recipientText } from '../recipient'

export function MailPage() {
  const { mailId } = useParams({ strict: false }) as { mailId: string }
  const query = useQuery(mailQuery(mailId))
  return <QueryView query={query}>{(mail) => <OneMail mail={mail} />}</QueryView>
}

const ENDED: ReadonlySet<string> = new Set(['sent', 'failed', 'bounced', 'cancelled'])

function OneMail({ mail }: { mail: Mail }) {
  const t = useT()
  const format = useFormat()
  const can = useCan()
  const html = useMailHtml(mail.html)
  const failed = mail.state === 'failed' || mail.state === 'bounced'
  return (
    <>
      <PageHeader
        title={mail.subject}
        back={{ label: t('mails.title'), to: paths.mails() }}
        aside={<MailStatus mail={mail} />}
        actions={ENDED.has(mail.state) && can('mails:write') ? <ResendButton id={mail.id} /> : null}
      />
      {mail.resendOf ? (
        <Notice tone="info">
          {t('mails.resendOf')} <AppLink to={paths.mail(mail.resendOf)}>{t('mails.original')}</AppLink>
        </Notice>
      ) : null}
      {failed ? (
        <Notice tone="danger" title={t(mail.state === 'bounced' ? 'mails.cameBack' : 'mails.reason')}>
          {[mail.smtpCode, mail.smtpText].filter(Boolean).join(' ')}
        </Notice>
      ) : null}
      {mail.dailyMaximum ? (
        <Notice tone="warning">{t('mails.deferred', { max: format.number(mail.dailyMaximum) })}</Notice>
      ) : null}
      {mail.wasUncertain ? <Notice tone="warning">{t('mails.uncertain')}</Notice> : null}
      <Facts mail={mail} />
      <section aria-labelledby="mail-content">
        <h2 id="mail-content">{t('mails.content')}</h2>
        {mail.wordsHidden ? <p>{t('mails.wordsHidden')}</p> : <Words mail={mail} html={html} />}
        <details>
          <summary>{t('mails.head')}</summary>
          <dl className={classes.head}>
            {mail.headers.map((line) => (
              <div key={line.name}>
                <dt>{line.name}</dt>
                <dd>{line.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      </section>
      <Attempts mail={mail} />
    </>
  )
}

function Words({ mail, html }: { mail: Mail; html: string }) {
  const t = useT()
  return (
    <>
      <MailFrame html={html} title={t('mails.frame')} />
      <Links text={mail.text} />
      <details>
        <summary>{t('mails.plain')}</summary>
        <pre className={classes.plain}>{mail.text}</pre>
      </details>
    </>
  )
}

function ResendButton({ id }: { id: string }) {
  const t = useT()
  const go = useGo()
  const resend = useResend()
  return (
    <Button
      leftSection={<Icon name="send" />}
      loading={resend.isPending}
      onClick={() =>
        resend.mutate(id, {
          onSuccess: (copy) => {
            toast({ message: t('mails.resent') })
            void go(paths.mail(copy.id))
          },
          onError: toastError,
        })
      }
    >
      {t('mails.resend')}
    </Button>
  )
}

function Facts({ mail }: { mail: Mail }) {
  const t = useT()
  const format = useFormat()
  const rows: Array<readonly [string, string]> = [
    [t('mails.recipient'), recipientText(mail)],
    [t('mails.cc'), mail.cc.map((copy) => copy.email).join(', ')],
    [t('mails.from'), mail.fromName],
    [t('mails.replyTo'), mail.replyTo],
    [t('mails.kind'), kindText(mail.kind)],
    [t('mails.created'), format.instant(mail.createdAt)],
    [t('mails.sent'), mail.sentAt ? format.instant(mail.sentAt) : ''],
    [
      t('mails.attachments'),
      mail.attachments
        .filter((file) => !file.shown)
        .map((file) => `${file.name} (${format.bytes(file.size)})`)
        .join(', ') + (mail.hasCalendar ? ` ${t('mails.calendar')}` : ''),
    ],
  ]
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {mail.courseId ? (
        <div>
          <dt>{t('people.course')}</dt>
          <dd>
            <AppLink to={paths.course(mail.courseId)}>{t('mails.course')}</AppLink>
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

function Links({ text }: { text: string }) {
  const t = useT()
  const links = linksIn(text)
  if (links.length === 0) return null
  return (
    <>
      <h3>{t('mails.links')}</h3>
      <ul className={classes.links}>
        {links.map((link) => (
          <li key={link}>
            {isPersonal(link) ? (
              link
            ) : (
              <a href={link} target="_blank" rel="noreferrer">
                {link}
              </a>
            )}
          </li>
        ))}
      </ul>
      {links.some(isPersonal) ? <p>{t('mails.personalLinks')}</p> : null}
    </>
  )
}

function Attempts({ mail }: { mail: Mail }) {
  const t = useT()
  const format = useFormat()
  return (
    <section>
      <h2>{t('mails.attempts')}</h2>
      {mail.attempts.length === 0 ? <p>{t('mails.noAttempts')}</p> : null}
      <ul>
        {mail.attempts.map((attempt) => (
          <li key={`${attempt.startedAt}-${attempt.phase}-${attempt.address}`}>
            {t('mails.attemptLine', {
              when: format.instant(attempt.finishedAt),
              words: [attempt.address, attempt.code, attempt.words].filter(Boolean).join(' '),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

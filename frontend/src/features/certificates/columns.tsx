import { type Translate, useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { AppLink } from '@/ui/links'
import type { StatusName } from '@/ui/status'
import { StatusBadge } from '@/ui/status-badge'
import { CertificateMenu } from './certificate-menu'
import classes from './certificates.module.css'
import type { Certificate } from './types'

/** What the place of a list says already, and is left out of it. */
export type Omitted = 'holder' | 'customer' | 'course'

export function certificateColumns(
  t: Translate,
  omit: readonly Omitted[],
  onSend: (certificate: Certificate) => void,
): Column<Certificate>[] {
  const columns: Column<Certificate>[] = [
    {
      id: 'number',
      header: t('certificates.columns.number'),
      cell: (row) => <Numbered certificate={row} />,
    },
    {
      id: 'holder',
      header: t('certificates.columns.holder'),
      card: 'title',
      cell: (row) => <AppLink to={paths.trainee(row.traineeId)}>{row.holderName}</AppLink>,
    },
    {
      id: 'type',
      header: t('certificates.columns.type'),
      card: omit.includes('holder') ? 'title' : 'line',
      cell: (row) => <Typed certificate={row} withCourse={!omit.includes('course')} />,
    },
    {
      id: 'customer',
      header: t('certificates.columns.customer'),
      cell: ({ customer }) => customer?.name ?? t('common.empty'),
    },
    {
      id: 'expiresOn',
      header: t('certificates.columns.expiresOn'),
      sort: 'expiresOn',
      cell: (row) => <Expiry certificate={row} />,
    },
    { id: 'state', header: t('certificates.columns.state'), cell: (row) => <State certificate={row} /> },
    {
      id: 'delivery',
      header: t('certificates.columns.delivery'),
      cell: (row) => <Delivery certificate={row} />,
    },
    {
      id: 'actions',
      header: t('common.list.actions'),
      hideHeader: true,
      cell: (row) => <CertificateMenu certificate={row} onSend={onSend} />,
    },
  ]
  return columns.filter(({ id }) => !(omit as readonly string[]).includes(id))
}

function Numbered({ certificate: { number, source } }: { certificate: Certificate }) {
  const t = useT()
  return (
    <>
      {number || t('common.empty')}
      {source === 'imported' ? <span className={classes.under}>{t('certificates.imported')}</span> : null}
    </>
  )
}

function Typed({
  certificate: { typeName, course },
  withCourse,
}: {
  certificate: Certificate
  withCourse: boolean
}) {
  const t = useT()
  return (
    <>
      {typeName}
      {course && withCourse ? (
        <span className={classes.under}>
          <AppLink to={paths.course(course.id, 'certificates')}>
            {t('certificates.courseNumber', { number: course.number })}
          </AppLink>
        </span>
      ) : null}
    </>
  )
}

function Expiry({ certificate: { expiresOn } }: { certificate: Certificate }) {
  const t = useT()
  const format = useFormat()
  return expiresOn ? format.date(expiresOn) : t('certificates.noExpiry')
}

const STATES: Record<Certificate['state'], StatusName> = {
  valid: 'valid',
  expired: 'expired',
  revoked: 'revoked',
}

function State({ certificate: { state, revocation } }: { certificate: Certificate }) {
  const t = useT()
  return (
    <>
      <StatusBadge status={STATES[state]} />
      {revocation ? (
        <span className={classes.under}>
          {t(`certificates.because.${revocation.because}`, { reason: revocation.reason })}
        </span>
      ) : null}
    </>
  )
}

const MAILS: Record<Exclude<Certificate['delivery']['state'], 'none'>, StatusName> = {
  held: 'heldBack',
  queued: 'queued',
  sent: 'sent',
  failed: 'failed',
}

function Delivery({ certificate: { delivery, source } }: { certificate: Certificate }) {
  const t = useT()
  const format = useFormat()
  if (delivery.state === 'none')
    return source === 'issued' ? t('certificates.delivery.none') : t('common.empty')
  const when = delivery.at ? format.instant(delivery.at) : ''
  const detail = delivery.state === 'failed' ? delivery.reason : when
  const badge = <StatusBadge status={MAILS[delivery.state]} detail={detail || undefined} />
  const note = delivery.viaContact ? (
    <span className={classes.under}>{t('certificates.delivery.contact')}</span>
  ) : null
  if (!delivery.mailId) return badge
  return (
    <>
      <AppLink
        to={paths.mail(delivery.mailId)}
        underline="never"
        aria-label={`${t(`status.${MAILS[delivery.state]}`)} ${detail}, ${t('certificates.delivery.show', { email: delivery.recipientEmail })}`}
      >
        {badge}
      </AppLink>
      {note}
    </>
  )
}

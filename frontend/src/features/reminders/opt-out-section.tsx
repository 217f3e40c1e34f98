import { Button } from '@mantine/core'
import { useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { OptOutDialog } from './opt-out-dialog'
import { type OptOut, type OptOutFilters, optOutListing, useTakeIn } from './queries'
import classes from './reminders.module.css'

/** At a trainee or a customer: which reminders they do not get, why, and the way back. */
export function OptOutSection({ whom, name }: { whom: OptOutFilters; name: string }) {
  const t = useT()
  const can = useCan()
  const [asking, setAsking] = useState(false)
  const { rows = [] } = useListing(optOutListing(whom))
  return (
    <SectionCard title={t('reminders.optOut.section')}>
      {rows.length === 0 ? <p>{t('reminders.optOut.none')}</p> : null}
      <ul className={classes.lines}>
        {rows.map((line) => (
          <Line key={line.id} line={line} name={name} />
        ))}
      </ul>
      {can('mails:write') ? (
        <Button
          variant="default"
          leftSection={<Icon name="mail" size={16} />}
          onClick={() => setAsking(true)}
        >
          {t('reminders.optOut.open')}
        </Button>
      ) : null}
      <OptOutDialog opened={asking} whom={whom} name={name} onClose={() => setAsking(false)} />
    </SectionCard>
  )
}

function Line({ line, name }: { line: OptOut; name: string }) {
  const t = useT()
  return (
    <li className={classes.line}>
      <OptOutText line={line} />
      <TakeIn line={line} name={name} label={t('reminders.optOut.end')} />
    </li>
  )
}

/** What a line of the list says: which reminders, why, since when and by whom. */
function OptOutText({ line }: { line: OptOut }) {
  const t = useT()
  const format = useFormat()
  const when = { when: format.instant(line.createdAt), by: line.createdBy }
  return (
    <span>
      <strong>{t(`reminders.kind.${line.kind ?? 'every'}`)}</strong>
      <div className={classes.about}>
        {line.source === 'link' ? t('reminders.optOut.byLink', when) : t('reminders.optOut.byUser', when)}
        {line.reason ? ` ${t('reminders.optOut.because', { reason: line.reason })}` : null}
      </div>
    </span>
  )
}

export function TakeIn({ line, name, label }: { line: OptOut; name: string; label: string }) {
  const t = useT()
  const can = useCan()
  const takeIn = useTakeIn()
  if (!can('mails:write') || line.endedAt) return null
  return (
    <Button
      variant="subtle"
      loading={takeIn.isPending}
      onClick={() =>
        takeIn.mutate(line.id, {
          onSuccess: () => toast({ message: t('reminders.optOut.ended', { name }) }),
          onError: toastError,
        })
      }
    >
      {label}
    </Button>
  )
}

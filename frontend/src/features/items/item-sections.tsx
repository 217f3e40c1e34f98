import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { KeptFiles } from '@/forms/kept-files'
import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import classes from './items.module.css'
import { type Item, useAddItemFile, useRemoveItemFile } from './queries'
import { RenewDialog } from './renew-dialog'
import { statusOf, usePart } from './words'

/** What expires when, with the way to renew it. */
export function DueDatesCard({ item }: { item: Item }) {
  const t = useT()
  const format = useFormat()
  const part = usePart()
  const can = useCan()
  const [renewing, setRenewing] = useState(false)
  return (
    <SectionCard title={t('items.dueDates')}>
      <ul className={classes.lines}>
        {item.dueDates.map((date) => (
          <li key={date.id}>
            <strong className={classes.grow}>{part(date.part)}</strong>
            <span>
              {t('items.expiresOn')} {format.date(date.expiresOn)}
            </span>
            <span>
              {t('items.remindOn')} {format.date(date.remindOn)}
            </span>
            <StatusBadge status={statusOf(date)} />
          </li>
        ))}
      </ul>
      {can('certification-items:write') && !item.archivedAt ? (
        <div>
          <Button onClick={() => setRenewing(true)}>{t('items.renew')}</Button>
        </div>
      ) : null}
      {renewing ? <RenewDialog item={item} opened onClose={() => setRenewing(false)} /> : null}
    </SectionCard>
  )
}

/** The lines that were renewed: until when they held, and what was noted (R-CIT-02). */
export function HistoryCard({ item }: { item: Item }) {
  const t = useT()
  const format = useFormat()
  const part = usePart()
  return (
    <SectionCard title={t('items.history')}>
      {item.history.length === 0 ? <p>{t('items.noHistory')}</p> : null}
      <ul className={classes.lines}>
        {item.history.map((line) => (
          <li key={line.id}>
            <strong className={classes.grow}>{part(line.part)}</strong>
            <span>
              {t('items.wasUntil')} {format.date(line.expiresOn)}
            </span>
            <span>
              {t('items.renewedAt')} {format.instant(line.renewedAt)}
            </span>
          </li>
        ))}
      </ul>
    </SectionCard>
  )
}

export function FilesCard({ item }: { item: Item }) {
  const t = useT()
  const can = useCan()
  const add = useAddItemFile(item)
  const remove = useRemoveItemFile(item)
  return (
    <SectionCard title={t('items.files')}>
      <KeptFiles
        label={t('items.files')}
        files={item.files}
        none={t('items.noFiles')}
        addLabel={t('items.addFile')}
        mayChange={can('certification-items:write')}
        add={add}
        remove={remove}
      />
    </SectionCard>
  )
}

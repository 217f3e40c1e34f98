import { ActionIcon, Anchor, Button } from '@mantine/core'
import { useState } from 'react'
import { errorText } from '@/api/error-text'
import { useCan } from '@/api/session'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'
import { Icon } from '@/ui/icons/icon'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import classes from './items.module.css'
import { type Item, useAddItemFile, useRemoveItemFile } from './queries'
import { RenewDialog } from './renew-dialog'
import { statusOf, usePart } from './words'

const MAX_BYTES = 10_485_760

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
  const mayChange = can('certification-items:write')
  return (
    <SectionCard title={t('items.files')}>
      {item.files.length === 0 ? <p>{t('items.noFiles')}</p> : null}
      <ul className={classes.lines}>
        {item.files.map((file) => (
          <li key={file.id}>
            <Anchor href={`/api/v1/files/${file.id}`} className={classes.grow}>
              {file.name}
            </Anchor>
            {mayChange ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('items.removeFile', { name: file.name })}
                onClick={() => remove.mutate(file.id)}
              >
                <Icon name="trash" />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      <InlineError error={remove.error} />
      {mayChange ? (
        <FileField
          label={t('items.addFile')}
          description={t('items.fileLimit')}
          maxBytes={MAX_BYTES}
          chosen={null}
          loading={add.isPending}
          error={add.error ? errorText(add.error) : undefined}
          onChoose={(file) => add.mutate(file)}
        />
      ) : null}
    </SectionCard>
  )
}

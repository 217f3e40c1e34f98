import { type Conflict, ConflictLines } from '@/forms/booking-conflicts'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'

/** Says where a chosen instructor is booked already, before anything is saved; nothing when nowhere. */
export function ConflictNotice({ conflicts }: { conflicts: Conflict[] }) {
  const t = useT()
  if (conflicts.length === 0) return null
  return (
    <Notice tone="warning" title={t('courses.conflict.title')}>
      <ConflictLines conflicts={conflicts} />
      {t('courses.conflict.stillPossible')}
    </Notice>
  )
}

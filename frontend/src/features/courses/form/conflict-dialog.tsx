import { isApiError } from '@/api/errors'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import type { Conflict } from '../types'
import { ConflictLines } from './conflict-notice'

/** The clashes that the API refused a booking for, or null when it refused for anything else. */
export function conflictsOf(error: unknown): Conflict[] | null {
  if (!isApiError(error, 'instructor_busy')) return null
  const { conflicts } = error.params
  return Array.isArray(conflicts) ? (conflicts as Conflict[]) : []
}

interface Props {
  error: unknown
  loading: boolean
  onBookAnyway: () => void
  onChooseOther: () => void
}

/** The deliberate second step of booking an instructor who is busy (R-CRS-05). */
export function ConflictDialog({ error, loading, onBookAnyway, onChooseOther }: Props) {
  const t = useT()
  const conflicts = conflictsOf(error)
  return (
    <ConfirmDialog
      opened={conflicts !== null}
      title={t('courses.conflict.title')}
      confirmLabel={t('courses.conflict.bookAnyway')}
      cancelLabel={t('courses.conflict.chooseOther')}
      loading={loading}
      onConfirm={onBookAnyway}
      onCancel={onChooseOther}
    >
      <ConflictLines conflicts={conflicts ?? []} />
      {t('courses.conflict.stillPossible')}
    </ConfirmDialog>
  )
}

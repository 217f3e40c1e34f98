import { isApiError } from '@/api/errors'
import type { Schemas } from '@/api/types'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { AppLink } from '@/ui/links'

/** Where an instructor is booked already; of another provider's course only the times are told (R-CRS-05). */
export type Conflict = Schemas['ConflictView']

/** The clashes that the API refused a booking for, or null when it refused for anything else. */
export function conflictsOf(error: unknown): Conflict[] | null {
  if (!isApiError(error, 'instructor_busy')) return null
  const { conflicts } = error.params
  return Array.isArray(conflicts) ? (conflicts as Conflict[]) : []
}

/** One sentence per clash; an own course with a link to it, another provider's without any detail. */
export function ConflictLines({ conflicts }: { conflicts: Conflict[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <ul>
      {conflicts.map((conflict) => (
        <li key={`${conflict.instructor.id}-${conflict.day}-${conflict.starts}-${conflict.courseId}`}>
          {t(conflict.own ? 'courses.conflict.own' : 'courses.conflict.other', {
            name: conflict.instructor.name,
            day: format.day(conflict.day),
            times: format.times(conflict.starts, conflict.ends),
            course: t('courses.conflict.ownCourse', {
              type: conflict.typeName ?? '',
              number: conflict.courseNumber ?? 0,
            }),
          })}{' '}
          {conflict.own && conflict.courseId ? (
            <AppLink to={paths.course(conflict.courseId)} target="_blank">
              {t('courses.conflict.open', { number: conflict.courseNumber ?? 0 })}
            </AppLink>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface Props {
  /** The refusal; the dialog is open as long as it is one for a busy instructor. */
  error: unknown
  loading: boolean
  onBookAnyway: () => void
  onChooseOther: () => void
  /** What the way back is called where something else than the instructor is chosen. */
  chooseOtherLabel?: string
}

/** The deliberate second step of booking an instructor who is busy (R-CRS-05). */
export function ConflictDialog({ error, loading, onBookAnyway, onChooseOther, chooseOtherLabel }: Props) {
  const t = useT()
  const conflicts = conflictsOf(error)
  return (
    <ConfirmDialog
      opened={conflicts !== null}
      title={t('courses.conflict.title')}
      confirmLabel={t('courses.conflict.bookAnyway')}
      cancelLabel={chooseOtherLabel ?? t('courses.conflict.chooseOther')}
      loading={loading}
      onConfirm={onBookAnyway}
      onCancel={onChooseOther}
    >
      <ConflictLines conflicts={conflicts ?? []} />
      {t('courses.conflict.stillPossible')}
    </ConfirmDialog>
  )
}

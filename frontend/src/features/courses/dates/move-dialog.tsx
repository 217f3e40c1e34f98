import { useFormat, useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useMoveCourse } from '../mutations'
import type { CourseDetail } from '../types'
import { DateDialog } from './date-dialog'
import { OtherDateForm } from './other-date-form'
import { useOtherDate } from './use-other-date'

interface Props {
  course: CourseDetail
  opened: boolean
  onClose: () => void
}

/** "Verplaatsen": to another date, and who was invited is told when the user says so (R-CRS-10). */
export function MoveDialog({ course, opened, onClose }: Props) {
  const t = useT()
  return (
    <DateDialog
      title={t('courseDates.move.title', { number: course.number })}
      opened={opened}
      onClose={onClose}
    >
      <MoveForm course={course} onClose={onClose} />
    </DateDialog>
  )
}

function MoveForm({ course, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const format = useFormat()
  const other = useOtherDate(course.id, true)
  const { form, told } = other
  const move = useMoveCourse(course.id)
  const tells = form.values.ticked && told > 0

  function save(acceptDoubleBooking: boolean) {
    const { firstDay, ticked } = form.getValues()
    move.mutate(
      { firstDay, tellInvited: ticked, acceptDoubleBooking },
      {
        onSuccess: (moved) => {
          toast({
            message: t('courseDates.move.done', { number: moved.number, day: format.day(moved.firstDay) }),
          })
          onClose()
        },
      },
    )
  }

  return (
    <OtherDateForm
      other={other}
      act={move}
      onSave={save}
      onClose={onClose}
      hint={t('courseDates.move.hint')}
      submitLabel={
        tells ? t('courseDates.move.submitAndTell', { count: told }) : t('courseDates.move.submit')
      }
      warn
      tick={{ label: t('courseDates.move.tell'), hint: t('courseDates.move.tellHint') }}
    />
  )
}

import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { useCopyCourse } from '../mutations'
import type { CourseDetail } from '../types'
import { DateDialog } from './date-dialog'
import { OtherDateForm } from './other-date-form'
import { useOtherDate } from './use-other-date'

interface Props {
  course: CourseDetail
  opened: boolean
  onClose: () => void
}

/** "Kopiëren": the same course on another date, with a number of its own (R-CRS-10). */
export function CopyDialog({ course, opened, onClose }: Props) {
  const t = useT()
  return (
    <DateDialog
      title={t('courseDates.copy.title', { number: course.number })}
      opened={opened}
      onClose={onClose}
    >
      <CopyForm course={course} onClose={onClose} />
    </DateDialog>
  )
}

function CopyForm({ course, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const go = useGo()
  const other = useOtherDate(course.id, false)
  const copy = useCopyCourse(course.id)

  function save(acceptDoubleBooking: boolean) {
    const { firstDay, ticked } = other.form.getValues()
    copy.mutate(
      { firstDays: [firstDay], withInstructors: ticked, acceptDoubleBooking },
      {
        onSuccess: ({ items: [made] }) => {
          onClose()
          if (!made) return
          toast({ message: t('courseDates.copy.done', { number: made.number }) })
          void go(paths.course(made.id))
        },
      },
    )
  }

  const tick = { label: t('courseDates.withInstructors'), hint: t('courseDates.withoutInstructorsHint') }
  return (
    <OtherDateForm
      other={other}
      act={copy}
      onSave={save}
      onClose={onClose}
      hint={t('courseDates.copy.hint')}
      submitLabel={t('courseDates.copy.submit')}
      warn={other.form.values.ticked}
      tick={course.instructors.length > 0 ? tick : null}
      rename={(path) => (path.startsWith('firstDays') ? 'firstDay' : path)}
    />
  )
}

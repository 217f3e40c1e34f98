import { Checkbox } from '@mantine/core'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { FormShell } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { toast } from '@/ui/toast'
import { useMoveCourse } from '../mutations'
import type { CourseDetail } from '../types'
import { DateDialog } from './date-dialog'
import { DateWarnings, PlannedDays } from './planned-date'
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
  const { form, date, told } = useOtherDate(course.id, true)
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
    <>
      <FormShell
        form={form}
        onSubmit={() => save(false)}
        loading={move.isPending}
        submitError={move.error}
        handledCodes={['instructor_busy']}
        submitLabel={
          tells ? t('courseDates.move.submitAndTell', { count: told }) : t('courseDates.move.submit')
        }
        onCancel={onClose}
        inDialog
      >
        <DateField
          label={t('courseDates.newDate')}
          description={t('courseDates.move.hint')}
          required
          {...form.getInputProps('firstDay')}
          value={form.values.firstDay}
          data-path="firstDay"
        />
        {date ? (
          <div>
            <PlannedDays date={date} />
            <DateWarnings date={date} />
          </div>
        ) : null}
        <Checkbox
          label={t('courseDates.move.tell')}
          description={t('courseDates.move.tellHint')}
          {...form.getInputProps('ticked', { type: 'checkbox' })}
        />
      </FormShell>
      <ConflictDialog
        error={move.error}
        loading={move.isPending}
        onBookAnyway={() => save(true)}
        onChooseOther={move.reset}
        chooseOtherLabel={t('courseDates.otherDate')}
      />
    </>
  )
}

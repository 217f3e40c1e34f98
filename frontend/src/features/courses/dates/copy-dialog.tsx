import { Checkbox } from '@mantine/core'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { DateField } from '@/ui/date-field/date-field'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { useCopyCourse } from '../mutations'
import type { CourseDetail } from '../types'
import { DateDialog } from './date-dialog'
import { DateWarnings, PlannedDays } from './planned-date'
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
  const { form, date } = useOtherDate(course.id, false)
  const copy = useCopyCourse(course.id)

  function save(acceptDoubleBooking: boolean) {
    const { firstDay, ticked } = form.getValues()
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

  return (
    <>
      <FormShell
        form={form}
        onSubmit={() => save(false)}
        loading={copy.isPending}
        submitError={copy.error}
        handledCodes={['instructor_busy']}
        rename={(path) => (path.startsWith('firstDays') ? 'firstDay' : path)}
        submitLabel={t('courseDates.copy.submit')}
        onCancel={onClose}
        inDialog
      >
        <DateField
          label={t('courseDates.newDate')}
          description={t('courseDates.copy.hint')}
          required
          {...form.getInputProps('firstDay')}
          value={form.values.firstDay}
          data-path="firstDay"
        />
        {date ? (
          <div>
            <PlannedDays date={date} />
            {form.values.ticked ? <DateWarnings date={date} /> : null}
          </div>
        ) : null}
        {course.instructors.length > 0 ? (
          <Checkbox
            label={t('courseDates.withInstructors')}
            description={t('courseDates.withoutInstructorsHint')}
            {...form.getInputProps('ticked', { type: 'checkbox' })}
          />
        ) : null}
      </FormShell>
      <ConflictDialog
        error={copy.error}
        loading={copy.isPending}
        onBookAnyway={() => save(true)}
        onChooseOther={copy.reset}
        chooseOtherLabel={t('courseDates.otherDate')}
      />
    </>
  )
}

import { ActionIcon, Button, NumberInput } from '@mantine/core'
import { rowKey } from '@/forms/required-documents'
import { useLocale, useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Icon } from '@/ui/icons/icon'
import { TimeField } from '@/ui/time-field'
import classes from './course-form.module.css'
import type { CourseForm } from './use-course-form'
import { type DayValues, NO_HOURS } from './values'

/** The days of a course, one or more (R-CRS-02). */
export function DayFields({ form }: { form: CourseForm }) {
  const t = useT()
  const { days } = form.values

  function add() {
    const last = days[days.length - 1]
    form.insertListItem('days', {
      key: rowKey(),
      date: '',
      starts: last?.starts ?? '09:00',
      ends: last?.ends ?? '17:00',
      ...(last ? { theory: last.theory, practice: last.practice, eLearning: last.eLearning } : NO_HOURS),
    } satisfies DayValues)
  }

  return (
    <>
      {days.map((day, index) => (
        <fieldset key={day.key} className={classes.day}>
          <legend className={days.length > 1 ? undefined : classes.unseen}>
            {t('courses.form.day', { number: index + 1 })}
          </legend>
          <DateField
            label={t('courses.form.date')}
            required
            {...form.getInputProps(`days.${index}.date`)}
            value={day.date}
            data-path={`days.${index}.date`}
          />
          <TimeField
            label={t('courses.form.starts')}
            required
            {...form.getInputProps(`days.${index}.starts`)}
            value={day.starts}
            data-path={`days.${index}.starts`}
          />
          <TimeField
            label={t('courses.form.ends')}
            required
            {...form.getInputProps(`days.${index}.ends`)}
            value={day.ends}
            data-path={`days.${index}.ends`}
          />
          {days.length > 1 ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              className={classes.removeDay}
              aria-label={t('courses.form.removeDay', { number: index + 1 })}
              onClick={() => form.removeListItem('days', index)}
            >
              <Icon name="trash" />
            </ActionIcon>
          ) : null}
          {form.values.isCode95 ? <HourFields form={form} index={index} /> : null}
        </fieldset>
      ))}
      <div>
        <Button variant="subtle" size="compact-sm" leftSection={<Icon name="plus" size={14} />} onClick={add}>
          {t('courses.form.addDay')}
        </Button>
      </div>
    </>
  )
}

const KINDS = ['theory', 'practice', 'eLearning'] as const

/** Hours of a day by kind, as code 95 counts them. */
function HourFields({ form, index }: { form: CourseForm; index: number }) {
  const t = useT()
  const locale = useLocale()
  return (
    <div className={classes.hours}>
      {KINDS.map((kind) => (
        <NumberInput
          key={kind}
          label={t(`code95.form.${kind}`)}
          min={0}
          max={24}
          step={0.25}
          decimalScale={2}
          decimalSeparator={locale === 'nl' ? ',' : '.'}
          placeholder="0"
          data-path={`days.${index}.${kind}`}
          {...form.getInputProps(`days.${index}.${kind}`)}
        />
      ))}
    </div>
  )
}

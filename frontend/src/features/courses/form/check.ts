import { checkDocuments } from '@/forms/required-documents'
import type { Translate } from '@/i18n/use-t'
import { isIsoDate } from '@/ui/date-field/date-field'
import { isTime } from '@/ui/time-field'
import type { CourseValues, DayValues } from './values'

type Errors = Record<string, string>

/** What is plainly missing or impossible, said at the field before anything is sent. The API checks all of it again. */
export function checkCourse(values: CourseValues, t: Translate): Errors {
  return {
    ...checkType(values, t),
    ...checkDays(values.days, t),
    ...checkExpiry(values, t),
    ...checkInstructors(values, t),
    ...checkSize(values, t),
    ...checkDocuments(values, t),
  }
}

function checkType({ kind, type }: CourseValues, t: Translate): Errors {
  const known = type.id !== null || (kind === 'external' && type.text.trim() !== '')
  return known ? {} : { type: t('courses.form.chooseType') }
}

function checkInstructors(values: CourseValues, t: Translate): Errors {
  const { mainInstructor, secondInstructor, noInstructorYet } = values
  if (!noInstructorYet && !mainInstructor)
    return { mainInstructor: t('courses.form.chooseInstructorOrLater') }
  const same = !noInstructorYet && secondInstructor?.id === mainInstructor?.id
  return same ? { secondInstructor: t('courses.form.samePerson') } : {}
}

function checkDays(days: DayValues[], t: Translate): Errors {
  const errors: Errors = {}
  days.forEach((day, index) => {
    const earlier = days.slice(0, index).some(({ date }) => date === day.date)
    if (!isIsoDate(day.date)) errors[`days.${index}.date`] = t('courses.form.chooseDate')
    else if (earlier) errors[`days.${index}.date`] = t('courses.form.sameDate')
    if (!isTime(day.starts)) errors[`days.${index}.starts`] = t('courses.form.chooseTime')
    if (!isTime(day.ends)) errors[`days.${index}.ends`] = t('courses.form.chooseTime')
    else if (isTime(day.starts) && day.ends <= day.starts) {
      errors[`days.${index}.ends`] = t('courses.form.endBeforeStart', { ends: day.ends })
    }
  })
  return errors
}

function checkExpiry({ expiresOn }: CourseValues, t: Translate): Errors {
  return expiresOn === '' || isIsoDate(expiresOn) ? {} : { expiresOn: t('courses.form.chooseDate') }
}

function checkSize({ maxTrainees }: CourseValues, t: Translate): Errors {
  const count = Number(maxTrainees)
  const fits = maxTrainees !== '' && Number.isInteger(count) && count >= 1 && count <= 1000
  return fits ? {} : { maxTrainees: t('courses.form.maxRange') }
}

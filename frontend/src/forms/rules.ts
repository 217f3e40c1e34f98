import { translate } from '@/i18n/use-t'
import { isIsoDate } from '@/ui/date-field/date-field'
import { isTime } from '@/ui/time-field'

type Rule<V> = (value: V) => string | null

const EMAIL = /^[^\s@,;:<>()[\]"]+@[^\s@,;:<>()[\]"]+\.[^\s@,;:<>()[\]".]{2,}$/

/** The first rule that is broken says why. */
export function all<V>(...rules: Rule<V>[]): Rule<V> {
  return (value) => {
    for (const rule of rules) {
      const broken = rule(value)
      if (broken) return broken
    }
    return null
  }
}

export const required: Rule<string | null> = (value) =>
  value?.trim() ? null : translate()('errors.field.required')

export const chosen: Rule<unknown> = (value) =>
  value === null || value === undefined || value === '' ? translate()('errors.field.choose') : null

export function maxLength(max: number): Rule<string> {
  return (value) => (value.length > max ? translate()('errors.field.tooLong', { max }) : null)
}

/** Empty is fine; combine with `required` where it is not. */
export const email: Rule<string> = (value) =>
  value.trim() === '' || EMAIL.test(value.trim()) ? null : translate()('errors.field.email')

export const day: Rule<string> = (value) =>
  value === '' || isIsoDate(value)
    ? null
    : translate()('common.date.invalid', { example: `07-06-${new Date().getFullYear() + 1}` })

export const time: Rule<string> = (value) =>
  value === '' || isTime(value) ? null : translate()('common.time.invalid')

/** A number typed in a text or number field; empty is fine. */
export function wholeNumber(min: number, max = Number.POSITIVE_INFINITY): Rule<string | number> {
  return (value) => {
    if (value === '') return null
    if (!Number.isInteger(Number(value))) return translate()('errors.field.whole')
    if (Number(value) > max) return translate()('errors.field.atMost', { max })
    return Number(value) < min ? translate()('errors.field.atLeast', { min }) : null
  }
}

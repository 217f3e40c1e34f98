import { expect, test } from 'vitest'
import { addDays, daysBetween, todayIn } from './calendar'
import { formatDate, formatDay, formatInstant, formatLongDate, formatTimes } from './format'

test('dates are shown day first, with two digits', () => {
  expect(formatDate('2019-06-07')).toBe('07-06-2019')
  expect(formatDay('2019-06-07', 'nl')).toBe('vr 07-06-2019')
  expect(formatDay('2019-06-07', 'en')).toBe('Fri 07-06-2019')
})

test('in a sentence a date is written in words', () => {
  expect(formatLongDate('2019-06-07', 'nl')).toBe('vrijdag 7 juni 2019')
  expect(formatLongDate('2019-06-07', 'en')).toBe('Friday 7 June 2019')
})

test('an instant is shown in the time zone of the provider', () => {
  expect(formatInstant('2019-06-07T22:30:00Z', 'Europe/Amsterdam')).toBe('08-06-2019 00:30')
  expect(todayIn('Europe/Amsterdam', new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24')
})

test('times lose their seconds', () => {
  expect(formatTimes('09:30:00', '17:30')).toBe('09:30 - 17:30')
})

test('days are counted over the change to summer time', () => {
  expect(addDays('2027-03-27', 2)).toBe('2027-03-29')
  expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2)
})

import { expect, test } from 'vitest'
import { formatMoney } from './money'
import { formatBytes } from './numbers'
import { parseTime } from './times'

test.each([
  ['0930', '09:30'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['930', '09:30'],
  ['9', '09:00'],
  ['17u30', '17:30'],
  ['9 uur', '09:00'],
  ['9u', '09:00'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['9:75', null],
  ['half tien', null],
  ['', null],
])('%s is read as %s', (typed, time) => {
  expect(parseTime(typed)).toBe(time)
})

test('amounts and sizes follow the language', () => {
  expect(formatMoney(123450, 'nl').replace(/\u00a0/g, ' ')).toBe('€ 1.234,50')
  expect(formatMoney(400, 'en')).toBe('€4.00')
  expect(formatBytes(6_501_171, 'nl')).toBe('6,2 MB')
  expect(formatBytes(812, 'en')).toBe('812 B')
})

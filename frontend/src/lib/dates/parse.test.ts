import { describe, expect, test } from 'vitest'
import { parseDate } from './parse'

const TODAY = '2026-11-23' // a Monday

describe('a day is read as Dutch people write it', () => {
  test.each([
    ['7-6', '2027-06-07'],
    ['7-6-2019', '2019-06-07'],
    ['07-06-2019', '2019-06-07'],
    ['13-06-2019', '2019-06-13'],
    ['07/06/2019', '2019-06-07'],
    ['7.6.19', '2019-06-07'],
    ['7 6 2027', '2027-06-07'],
    ['070619', '2019-06-07'],
    ['07062019', '2019-06-07'],
    ['0706', '2027-06-07'],
    ['7 jun', '2027-06-07'],
    ['7jun', '2027-06-07'],
    ['7 juni 2019', '2019-06-07'],
    ['3 mrt 2027', '2027-03-03'],
    ['1 mei', '2027-05-01'],
    ['vrijdag 7 juni 2019', '2019-06-07'],
    ['vr 07-06-2019', '2019-06-07'],
    ['jan 2', '2027-01-02'],
    ['June 7 2027', '2027-06-07'],
    ['June 7, 2027', '2027-06-07'],
    ['2027-06-07', '2027-06-07'],
    ['29-02-2028', '2028-02-29'],
  ])('%s', (typed, day) => {
    expect(parseDate(typed, TODAY)).toBe(day)
  })
})

describe('words and steps count from today', () => {
  test.each([
    ['vandaag', '2026-11-23'],
    ['Morgen', '2026-11-24'],
    ['overmorgen', '2026-11-25'],
    ['gisteren', '2026-11-22'],
    ['tomorrow', '2026-11-24'],
    ['+14', '2026-12-07'],
    ['+2w', '2026-12-07'],
    ['-1', '2026-11-22'],
    ['ma', '2026-11-30'],
    ['di', '2026-11-24'],
    ['zondag', '2026-11-29'],
    ['fri', '2026-11-27'],
  ])('%s', (typed, day) => {
    expect(parseDate(typed, TODAY)).toBe(day)
  })
})

describe('a day without a year', () => {
  test('means this year when it was less than a month ago', () => {
    expect(parseDate('10-11', TODAY)).toBe('2026-11-10')
  })
  test('means next year when it was longer ago', () => {
    expect(parseDate('10-09', TODAY)).toBe('2027-09-10')
  })
  test('means the last one when the field asks for the past', () => {
    expect(parseDate('7-6', TODAY, 'past')).toBe('2026-06-07')
    expect(parseDate('12-03-81', TODAY, 'past')).toBe('1981-03-12')
    expect(parseDate('24-12', TODAY, 'past')).toBe('2025-12-24')
  })
})

test.each([
  '',
  '31-02',
  '31-02-2027',
  '29-02-2027',
  '13-13-2027',
  '0-1',
  'maart',
  'hallo 7-6',
  '7-6-999',
  'x',
])('"%s" is no date', (typed) => {
  expect(parseDate(typed, TODAY)).toBeNull()
})

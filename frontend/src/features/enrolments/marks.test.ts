import { expect, test } from 'vitest'
import {
  type EnrolmentPages,
  marked,
  presence,
  progressOf,
  rowsOf,
  tappedPresence,
  tappedResult,
  withMark,
  withoutMark,
  withRows,
} from './marks'
import type { Enrolment } from './types'

function enrolment(id: string, extra: Partial<Enrolment> = {}): Enrolment {
  return {
    id,
    trainee: {
      id: `t-${id}`,
      name: id,
      givenName: id,
      infix: '',
      familyName: id,
      email: null,
      birthDate: null,
    },
    customer: null,
    state: 'enrolled',
    attended: null,
    attendanceOverruled: false,
    days: [],
    passed: null,
    invited: { state: 'none', at: null, reason: '', mailId: null },
    version: 1,
    ...extra,
  }
}

const pages = (...rows: Enrolment[]): EnrolmentPages => ({
  pages: [{ items: rows, nextCursor: null }],
  pageParams: [undefined],
})

test('a tap sets a mark, and a second tap takes it away', () => {
  expect(tappedPresence(enrolment('a'), true)).toEqual({ attended: true })
  expect(tappedPresence(enrolment('a', { attended: true }), true)).toEqual({ attended: null })
  expect(tappedPresence(enrolment('a', { attended: true }), false)).toEqual({ attended: false })
  expect(tappedResult(enrolment('a', { attended: true, passed: true }), true)).toEqual({ passed: null })
})

test('a tap on a day is about that day alone', () => {
  const days = [
    { date: '2027-03-01', attended: true },
    { date: '2027-03-02', attended: null },
  ]
  const row = enrolment('a', { days })
  expect(tappedPresence(row, true, '2027-03-01')).toEqual({ attended: null, day: '2027-03-01' })
  const absent = marked(row, tappedPresence(row, false, '2027-03-02'))
  expect(absent.days.map(({ attended }) => attended)).toEqual([true, false])
  expect(absent.attended).toBe(false)
  expect(presence(absent, '2027-03-01')).toBe(true)
  expect(marked(row, { attended: true }).days.map(({ attended }) => attended)).toEqual([true, true])
})

test('who passed was there: one tap says both', () => {
  expect(tappedResult(enrolment('a'), true)).toEqual({ attended: true, passed: true })
  expect(tappedResult(enrolment('a', { attended: true }), true)).toEqual({ passed: true })
})

test('who turns out absent has not passed', () => {
  expect(marked(enrolment('a', { attended: true, passed: true }), { attended: false })).toMatchObject({
    attended: false,
    passed: null,
  })
})

test('everybody means everybody with a place', () => {
  const rows = rowsOf(
    withMark(pages(enrolment('a'), enrolment('b', { state: 'waiting' })), null, { attended: true }),
  )
  expect(rows.map((row) => row.attended)).toEqual([true, null])
})

test('a refused mark is taken back without undoing what changed meanwhile', () => {
  const before = enrolment('a')
  const shown = withMark(pages(before), ['a'], { attended: true })
  const meanwhile = withRows(shown, [{ ...before, attended: true, customer: { id: 'c', name: 'Smit' } }])
  expect(rowsOf(withoutMark(meanwhile, [before]))).toEqual([
    { ...before, customer: { id: 'c', name: 'Smit' } },
  ])
})

test('progress counts who has a place', () => {
  const rows = [enrolment('a', { attended: false }), enrolment('b'), enrolment('c', { state: 'waiting' })]
  expect(progressOf(rows)).toEqual({ marked: 1, total: 2 })
})

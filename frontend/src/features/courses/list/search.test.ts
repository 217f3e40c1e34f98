import { expect, test } from 'vitest'
import { isFiltered, periodOf, readCourseSearch, toQuery } from './search'

test('filters are read from the address and nonsense is left out', () => {
  const raw = {
    q: '806',
    from: '2027-01-01',
    until: 'ooit',
    kind: 'external',
    state: 'verdwenen',
    staffed: 'false',
  }
  expect(readCourseSearch(raw)).toEqual({ q: '806', from: '2027-01-01', kind: 'external', staffed: 'false' })
})

test('an empty filter is no filter', () => {
  expect(readCourseSearch({ q: ' ', typeId: '' })).toEqual({})
})

test('sorting does not narrow the list', () => {
  expect(isFiltered({ sort: '-number' })).toBe(false)
  expect(isFiltered({ staffed: 'false' })).toBe(true)
})

test('without a search the list shows what is coming, nearest first', () => {
  expect(toQuery({}, '2026-11-23')).toEqual({ from: '2026-11-23', sort: 'firstDay' })
})

test('a search looks through all courses, the newest first', () => {
  expect(periodOf({ q: '806' })).toBe('all')
  expect(toQuery({ state: 'held' }, '2026-11-23')).toEqual({
    state: 'held',
    whiteLabel: 'false',
    sort: '-firstDay',
  })
})

test('the past ends yesterday, unless a day is filled in', () => {
  expect(toQuery({ period: 'past' }, '2026-11-23')).toEqual({ until: '2026-11-22', sort: '-firstDay' })
  expect(toQuery({ period: 'past', until: '2026-01-31' }, '2026-11-23').until).toBe('2026-01-31')
})

import { expect, test } from 'vitest'
import { isFiltered, readCourseSearch } from './search'

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

import { expect, test } from 'vitest'
import { isFiltered, readInstructorSearch } from './search'

test('an address that somebody edited gives the filters that make sense', () => {
  const search = readInstructorSearch({
    q: 'vos',
    kind: 'robot',
    region: '35',
    day: '2027-02-31',
    free: 'true',
  })
  expect(search).toEqual({
    q: 'vos',
    courseTypeId: undefined,
    kind: undefined,
    region: undefined,
    day: undefined,
    free: undefined,
  })
})

test('only who is free can be asked for with a day', () => {
  expect(readInstructorSearch({ free: 'true' }).free).toBeUndefined()
  expect(readInstructorSearch({ day: '2027-03-01', free: 'true' }).free).toBe('true')
  expect(isFiltered(readInstructorSearch({}))).toBe(false)
})

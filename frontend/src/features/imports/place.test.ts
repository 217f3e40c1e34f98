import { expect, test } from 'vitest'
import { doubled, fieldKey, namesSomebody, readPlace, stepOf, toAdd } from './place'
import type { ImportColumn, ImportField, TraineeImport } from './types'

function column(field: ImportField | null, index = 0): ImportColumn {
  return { index, header: '', samples: [], field, forbidden: false }
}

function imported(extra: Partial<TraineeImport> = {}): TraineeImport {
  return {
    id: 'i',
    state: 'reviewing',
    fileName: 'lijst.csv',
    courseId: null,
    columns: [column('full_name')],
    fields: [],
    counts: { new: 4, matched: 2, duplicate: 1, refused: 3, total: 10 },
    options: { createCustomers: false, enrolMatched: true, certificates: false },
    jobId: null,
    createdAt: '2026-11-23T10:00:00Z',
    version: 1,
    ...extra,
  }
}

test('recognised columns lead straight to the rows', () => {
  expect(stepOf(undefined, undefined)).toBe('file')
  expect(stepOf(imported(), undefined)).toBe('rows')
  expect(stepOf(imported(), 'columns')).toBe('columns')
})

test('without a name among the columns one cannot go on to the rows', () => {
  expect(stepOf(imported({ columns: [column('email')] }), 'rows')).toBe('columns')
  expect(namesSomebody([column('given_name'), column('family_name')])).toBe(true)
  expect(namesSomebody([column('given_name')])).toBe(false)
})

test('what runs or has run shows its result, whatever the address asks', () => {
  expect(stepOf(imported({ state: 'running' }), 'columns')).toBe('result')
})

test('a field that two columns fill is named once', () => {
  expect(doubled([column('email'), column('email'), column('email'), column(null), column(null)])).toEqual([
    'email',
  ])
})

test('known people count only when they are put in a course', () => {
  expect(toAdd(imported())).toBe(4)
  expect(toAdd(imported({ courseId: 'c' }))).toBe(6)
  expect(
    toAdd(imported({ options: { createCustomers: false, enrolMatched: true, certificates: true } })),
  ).toBe(6)
  expect(
    toAdd(
      imported({
        courseId: 'c',
        options: { createCustomers: false, enrolMatched: false, certificates: false },
      }),
    ),
  ).toBe(4)
})

test('the place is read from the address', () => {
  expect(readPlace({ import: 'i', step: 'rows', verdict: 'refused' })).toEqual({
    importId: 'i',
    step: 'rows',
    verdict: 'refused',
  })
  expect(readPlace({ step: 'nergens' })).toEqual({ importId: undefined, step: undefined, verdict: undefined })
})

test('fields are named as the texts name them', () => {
  expect(fieldKey('birth_date')).toBe('birthDate')
  expect(fieldKey('infix')).toBe('infix')
})

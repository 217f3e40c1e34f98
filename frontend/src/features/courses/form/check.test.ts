import { expect, test } from 'vitest'
import type { Translate } from '@/i18n/use-t'
import { checkCourse } from './check'
import { type CourseValues, emptyCourse, NO_HOURS } from './values'

const t = ((key: string) => key.replace('courses.form.', '')) as unknown as Translate
const max = { kind: 'registered', id: 'i1', name: 'Max' } as const
const day = { key: 'a', date: '2027-06-07', starts: '09:30', ends: '17:30', ...NO_HOURS }

function good(extra: Partial<CourseValues> = {}): CourseValues {
  const type = { id: null, text: 'Heftruck' }
  return { ...emptyCourse('external'), type, mainInstructor: max, days: [day], ...extra }
}

test('a complete course has nothing to say', () => {
  expect(checkCourse(good(), t)).toEqual({})
})

test('an empty form names every field that it needs', () => {
  expect(checkCourse({ ...emptyCourse('external'), maxTrainees: '' }, t)).toEqual({
    type: 'chooseType',
    mainInstructor: 'chooseInstructorOrLater',
    'days.0.date': 'chooseDate',
    maxTrainees: 'maxRange',
  })
})

test('a certified course takes no own word as its type', () => {
  expect(checkCourse({ ...good(), kind: 'certified' }, t)).toEqual({ type: 'chooseType' })
})

test('times and days are looked at per day', () => {
  const days = [day, { ...day, key: 'b', starts: '09:30', ends: '07:30' }]
  expect(checkCourse(good({ days }), t)).toEqual({
    'days.1.date': 'sameDate',
    'days.1.ends': 'endBeforeStart',
  })
})

test('nobody is both main and second instructor', () => {
  expect(checkCourse(good({ secondInstructor: max }), t)).toEqual({ secondInstructor: 'samePerson' })
  expect(checkCourse(good({ secondInstructor: max, noInstructorYet: true }), t)).toEqual({})
})

test('what is no day or time is said at its field', () => {
  const days = [{ key: 'a', date: '31-02', starts: 'half tien', ends: '', ...NO_HOURS }]
  expect(checkCourse(good({ days, expiresOn: '31-02-2030' }), t)).toEqual({
    'days.0.date': 'chooseDate',
    'days.0.starts': 'chooseTime',
    'days.0.ends': 'chooseTime',
    expiresOn: 'chooseDate',
  })
})

test.each([0, 1001, 2.5])('%d places is no size of a course', (maxTrainees) => {
  expect(checkCourse(good({ maxTrainees }), t)).toEqual({ maxTrainees: 'maxRange' })
})

test('an own document needs a name', () => {
  expect(checkCourse(good({ ownDocuments: [{ key: 'd', label: ' ' }] }), t)).toEqual({
    'ownDocuments.0.label': 'documentName',
  })
})

import { expect, test } from 'vitest'
import { changes, type EditableCourse, fieldOf, rebase, toBody, toValues } from './body'
import { type CourseValues, emptyCourse, NO_HOURS } from './values'

const NONE = { theory: 0, practice: 0, eLearning: 0 }
const jansen = { kind: 'registered', id: 'i1', name: 'Max Jansen' } as const

function filled(extra: Partial<CourseValues> = {}): CourseValues {
  return {
    ...emptyCourse('external'),
    type: { id: null, text: ' Heftruck ' },
    days: [{ key: 'a', date: '2027-06-07', starts: '09:30', ends: '17:30', ...NO_HOURS }],
    mainInstructor: jansen,
    ...extra,
  }
}

test('an own word becomes a new type, with its validity when that is filled in', () => {
  expect(toBody(filled()).type).toEqual({ name: 'Heftruck' })
  expect(toBody(filled({ validityMonths: 24 })).type).toEqual({ name: 'Heftruck', validityMonths: 24 })
  expect(toBody(filled({ type: { id: 't1', text: 'Heftruck' } })).type).toEqual({ id: 't1' })
})

test('without an instructor the main position is sent empty, whoever was chosen before', () => {
  expect(toBody(filled()).mainInstructor).toEqual({ kind: 'registered', id: 'i1' })
  expect(toBody(filled({ noInstructorYet: true })).mainInstructor).toBeNull()
})

test('a location is chosen, typed or left open', () => {
  expect(toBody(filled({ location: { id: 'l1', text: 'Hal 3' } })).location).toEqual({ id: 'l1' })
  expect(toBody(filled({ location: { id: null, text: ' Hal 3 ' } })).location).toEqual({ text: 'Hal 3' })
  expect(toBody(filled()).location).toBeNull()
})

test('a reseller goes along with a white-label course only', () => {
  expect(toBody(filled({ reseller: 'Anders BV' })).reseller).toBe('')
  expect(toBody(filled({ reseller: 'Anders BV', isWhiteLabel: true })).reseller).toBe('Anders BV')
})

test('ticks and own documents make one list', () => {
  const values = filled({ exams: true, ownDocuments: [{ key: 'd', label: ' Evaluatie ' }] })
  expect(toBody(values).requiredDocuments).toEqual(['attendance_list', 'exams', { label: 'Evaluatie' }])
})

const course: EditableCourse = {
  kind: 'external',
  type: { id: 't1', name: 'Heftruck' },
  days: [{ date: '2027-06-07', starts: '09:30', ends: '17:30', hours: NONE }],
  expiresOn: null,
  maxTrainees: 8,
  location: { id: null, text: 'Hal 3' },
  instructors: [{ ...jansen, position: 'main' }],
  visibleToOthers: false,
  isCode95: false,
  isWhiteLabel: false,
  reseller: '',
  remarks: '',
  documents: [
    { kind: 'attendance_list', label: '' },
    { kind: 'own', label: 'Evaluatie' },
    { kind: 'file', label: 'route.pdf' },
  ],
}

test('an update carries only what was changed', () => {
  const before = toValues(course)
  expect(changes(before, before)).toEqual({})
  expect(changes(before, { ...before, maxTrainees: 10 })).toEqual({ maxTrainees: 10 })
  expect(changes(before, { ...before, noInstructorYet: true })).toEqual({ mainInstructor: null })
})

test('on newer data only what the user touched stays', () => {
  const before = toValues(course)
  const mine = { ...before, remarks: 'Neem laarzen mee' }
  const fresh = { ...before, maxTrainees: 20, remarks: 'Sleutel bij de receptie' }
  expect(rebase(before, mine, fresh)).toEqual({ ...fresh, remarks: 'Neem laarzen mee' })
})

test('an expiry date is left to the type until somebody types one', () => {
  expect('expiresOn' in toBody(filled())).toBe(false)
  expect(toBody(filled({ expiresOn: '2029-06-07' })).expiresOn).toBe('2029-06-07')
  const dated = toValues({ ...course, expiresOn: '2029-06-07' })
  expect(changes(dated, { ...dated, expiresOn: '' })).toEqual({ expiresOn: null })
})

test('hours go along for code 95 only', () => {
  const days = filled().days.map((day) => ({ ...day, theory: 3.5 }))
  expect(toBody(filled({ days })).days[0]).not.toHaveProperty('hours')
  expect(toBody(filled({ days, isCode95: true })).days[0]?.hours).toEqual({ ...NONE, theory: 3.5 })
})

test('added files are no required documents', () => {
  expect(toBody(toValues(course)).requiredDocuments).toEqual(['attendance_list', { label: 'Evaluatie' }])
})

test.each([
  ['days.0', 'days.0.date'],
  ['days', 'days.0.date'],
  ['days.1.ends', 'days.1.ends'],
  ['days.1.hours.practice', 'days.1.practice'],
  ['days.1.hours', 'days.1.theory'],
  ['type.name', 'type'],
  ['type.validityMonths', 'validityMonths'],
  ['maxTrainees', 'maxTrainees'],
  ['location.text', 'location'],
  ['mainInstructor.id', 'mainInstructor'],
  ['requiredDocuments.1.label', 'ownDocuments.0.label'],
  ['requiredDocuments', 'ownDocuments'],
])('an error at %s shows at %s', (pointer, field) => {
  const values = filled({ ownDocuments: [{ key: 'd', label: '' }] })
  expect(fieldOf(pointer, values)).toBe(field)
})

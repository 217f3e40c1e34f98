import { documentField, rowKey } from '@/forms/required-documents'
import type { CourseDetail, CourseKind, DayBody, Person, Position } from '../types'
import type { CourseValues, DayValues } from './values'

type RequiredDocument = 'attendance_list' | 'exams' | { label: string }

/** What the API takes to make a course, in the words of the API. */
export interface CourseBody {
  kind: CourseKind
  type: { id: string } | { name: string; validityMonths?: number }
  days: DayBody[]
  /** Left out: what the type proposes. */
  expiresOn?: string | null
  maxTrainees: number
  location: { id: string } | { text: string } | null
  mainInstructor: Omit<Person, 'name'> | null
  secondInstructor: Omit<Person, 'name'> | null
  visibleToOthers: boolean
  isCode95: boolean
  isWhiteLabel: boolean
  reseller: string
  remarks: string
  requiredDocuments: RequiredDocument[]
}

/** The parts of a course in detail that the form shows. */
export interface EditableCourse {
  kind: CourseKind
  type: { id: string; name: string }
  days: CourseDetail['days']
  expiresOn?: string | null
  maxTrainees: number
  location?: { id?: string | null; text: string } | null
  instructors: Array<Person & { position: Position }>
  visibleToOthers: boolean
  isCode95: boolean
  isWhiteLabel: boolean
  reseller: string
  remarks: string
  documents: Array<{ kind: string; label: string }>
}

const person = (chosen: Person | null) => (chosen ? { kind: chosen.kind, id: chosen.id } : null)

export function toBody(values: CourseValues): CourseBody {
  return {
    kind: values.kind,
    type: typeOf(values),
    days: values.days.map((day) => dayBody(day, values.isCode95)),
    ...(values.expiresOn ? { expiresOn: values.expiresOn } : {}),
    maxTrainees: Number(values.maxTrainees),
    location: locationOf(values),
    mainInstructor: values.noInstructorYet ? null : person(values.mainInstructor),
    secondInstructor: person(values.secondInstructor),
    visibleToOthers: values.visibleToOthers,
    isCode95: values.isCode95,
    isWhiteLabel: values.isWhiteLabel,
    reseller: values.isWhiteLabel ? values.reseller.trim() : '',
    remarks: values.remarks.trim(),
    requiredDocuments: requiredDocuments(values),
  }
}

/** Hours go along for code 95 only; left out, they stay as they are. */
function dayBody({ date, starts, ends, theory, practice, eLearning }: DayValues, code95: boolean): DayBody {
  const hours = { theory: Number(theory), practice: Number(practice), eLearning: Number(eLearning) }
  return { date, starts, ends, ...(code95 ? { hours } : {}) }
}

function typeOf({ type, validityMonths }: CourseValues): CourseBody['type'] {
  if (type.id) return { id: type.id }
  return { name: type.text.trim(), ...(validityMonths === '' ? {} : { validityMonths }) }
}

function locationOf({ location }: CourseValues): CourseBody['location'] {
  if (location.id) return { id: location.id }
  return location.text.trim() ? { text: location.text.trim() } : null
}

function requiredDocuments(values: CourseValues): RequiredDocument[] {
  const own = values.ownDocuments.map(({ label }) => ({ label: label.trim() }))
  const fixed: RequiredDocument[] = []
  if (values.attendanceList) fixed.push('attendance_list')
  if (values.exams) fixed.push('exams')
  return [...fixed, ...own]
}

export function toValues(course: EditableCourse): CourseValues {
  const has = (kind: string) => course.documents.some((document) => document.kind === kind)
  const main = instructorAt(course, 'main')
  return {
    kind: course.kind,
    type: { id: course.type.id, text: course.type.name },
    validityMonths: '',
    noInstructorYet: main === null,
    mainInstructor: main,
    secondInstructor: instructorAt(course, 'second'),
    days: course.days.map(({ hours, ...day }) => ({ key: rowKey(), ...day, ...shownHours(hours) })),
    expiresOn: course.expiresOn ?? '',
    maxTrainees: course.maxTrainees,
    location: { id: course.location?.id ?? null, text: course.location?.text ?? '' },
    visibleToOthers: course.visibleToOthers,
    isCode95: course.isCode95,
    isWhiteLabel: course.isWhiteLabel,
    reseller: course.reseller,
    remarks: course.remarks,
    attendanceList: has('attendance_list'),
    exams: has('exams'),
    ownDocuments: course.documents
      .filter(({ kind }) => kind === 'own')
      .map(({ label }) => ({ key: rowKey(), label })),
  }
}

function shownHours(hours: CourseDetail['days'][number]['hours']) {
  const { theory, practice, eLearning } = hours
  return { theory: theory || '', practice: practice || '', eLearning: eLearning || '' } as const
}

function instructorAt(course: EditableCourse, position: Position): Person | null {
  const found = course.instructors.find((one) => one.position === position)
  return found ? { kind: found.kind, id: found.id, name: found.name } : null
}

/** Only what the user changed, so that an update never undoes what somebody else changed meanwhile. */
export function changes(before: CourseValues, after: CourseValues): Partial<CourseBody> {
  const old = withExpiry(toBody(before))
  const now = withExpiry(toBody(after))
  const changed = Object.entries(now).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key as keyof CourseBody]),
  )
  return Object.fromEntries(changed)
}

/** A date that was taken away is sent as such: left out, it would stay. */
const withExpiry = (body: CourseBody): CourseBody => ({ ...body, expiresOn: body.expiresOn ?? null })

/** What the user typed, laid over what somebody else saved meanwhile: only the fields that the user touched stay. */
export function rebase(before: CourseValues, mine: CourseValues, fresh: CourseValues): CourseValues {
  const touched = Object.entries(mine).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof CourseValues]),
  )
  return { ...fresh, ...Object.fromEntries(touched) }
}

/** Which field of the form shows an error that the API put at this path of the body, such as `days.0.ends`. */
export function fieldOf(path: string, values: CourseValues): string {
  const [first = '', second = '', third = '', fourth = 'theory'] = path.split('.')
  if (first === 'days') return dayField(second, third === 'hours' ? fourth : third)
  if (first === 'type') return second === 'validityMonths' ? 'validityMonths' : 'type'
  if (first === 'requiredDocuments') return documentField(second, values)
  return first
}

function dayField(index: string, part: string): string {
  return index === '' ? 'days.0.date' : `days.${index}.${part || 'date'}`
}

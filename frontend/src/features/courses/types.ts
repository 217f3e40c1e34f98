import type { IsoDate } from '@/lib/dates/calendar'

export type CourseKind = 'certified' | 'external'
export type CourseState = 'planned' | 'held' | 'processed' | 'cancelled'
export type Position = 'main' | 'second'

export interface Person {
  kind: 'registered' | 'external'
  id: string
  name: string
}

export interface CourseDay {
  date: IsoDate
  starts: string
  ends: string
}

/** A course as the list shows it. */
export interface CourseRow {
  id: string
  number: number
  kind: CourseKind
  typeName: string
  state: CourseState
  firstDay: IsoDate
  lastDay: IsoDate
  days: CourseDay[]
  locationText: string
  instructors: Array<Person & { position: Position }>
  maxTrainees: number
  enrolled: number
  waiting: number
  isWhiteLabel: boolean
  isCode95: boolean
}

export interface CourseDocument {
  id: string
  kind: 'attendance_list' | 'exams' | 'own' | 'file'
  label: string
  file: { id: string; name: string; size: number; contentType: string } | null
}

export interface CourseDetail extends CourseRow {
  type: { id: string; kind: CourseKind; name: string; validityMonths: number | null }
  expiresOn: IsoDate | null
  location: { id: string | null; text: string } | null
  visibleToOthers: boolean
  reseller: string
  remarks: string
  documents: CourseDocument[]
  counts: { enrolled: number; waiting: number; attended: number; passed: number; invited: number }
  allowedActions: string[]
  version: number
}

export interface CourseType {
  id: string
  kind: CourseKind
  name: string
  validityMonths: number | null
  starts?: string | null
  ends?: string | null
  maxTrainees?: number | null
  requiredDocuments: string[]
}

export interface InstructorChoice extends Person {
  city: string
  busy: boolean | null
}

export interface LocationChoice {
  id: string
  name: string
  city: string
}

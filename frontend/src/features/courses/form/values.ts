import { type DocumentValues, rowKey } from '@/forms/required-documents'
import type { CourseKind, Person } from '../types'

export interface DayValues {
  key: string
  /** A day as `2027-06-07`, or what was typed as long as that is no day. */
  date: string
  starts: string
  ends: string
  /** Hours for code 95, by kind. */
  theory: number | ''
  practice: number | ''
  eLearning: number | ''
}

export const NO_HOURS = { theory: '', practice: '', eLearning: '' } as const

/** A chosen thing, or the words that were typed in its place. */
interface ChosenOrTyped {
  id: string | null
  text: string
}

/** What the form of a course shows, field by field. Only `body.ts` knows the shape of the API. */
export type CourseValues = {
  kind: CourseKind
  type: ChosenOrTyped
  validityMonths: number | ''
  noInstructorYet: boolean
  mainInstructor: Person | null
  secondInstructor: Person | null
  days: DayValues[]
  /** Empty: the API proposes it from the type. */
  expiresOn: string
  maxTrainees: number | ''
  location: ChosenOrTyped
  visibleToOthers: boolean
  isCode95: boolean
  isWhiteLabel: boolean
  reseller: string
  remarks: string
} & DocumentValues

function emptyDay(): DayValues {
  return { key: rowKey(), date: '', starts: '09:00', ends: '17:00', ...NO_HOURS }
}

export function emptyCourse(kind: CourseKind): CourseValues {
  return {
    kind,
    type: { id: null, text: '' },
    validityMonths: '',
    noInstructorYet: false,
    mainInstructor: null,
    secondInstructor: null,
    days: [emptyDay()],
    expiresOn: '',
    maxTrainees: 12,
    location: { id: null, text: '' },
    visibleToOthers: false,
    isCode95: false,
    isWhiteLabel: false,
    reseller: '',
    remarks: '',
    attendanceList: true,
    exams: false,
    ownDocuments: [],
  }
}

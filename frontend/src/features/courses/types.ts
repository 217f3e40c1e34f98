import type { Schemas } from '@/api/types'

export type CourseKind = CourseRow['kind']
export type CourseState = CourseRow['state']
export type Position = CourseRow['instructors'][number]['position']
export type CourseDay = Schemas['DayView']
export type DayBody = Schemas['DayInput']
export type Code95 = Schemas['Code95View']
export type Duty = Schemas['DutyView']

export interface Person {
  kind: 'registered' | 'external'
  id: string
  name: string
}

/** A course as the list shows it. */
export type CourseRow = Schemas['CourseRow']
export type CourseDetail = Schemas['CourseView']
/** What the API's table of states may allow; the SPA knows no other rule (R-CRS-06). */
export type CourseAction = CourseDetail['allowedActions'][number]
/** A course of another provider (R-CRS-09). */
export type SharedCourse = Schemas['SharedCourseView']
export type SavedView = Schemas['SavedViewView']
/** What another date of a course would mean. */
export type PlannedDate = Schemas['PlannedDateView']
export type CourseDocument = Schemas['DocumentView']
export type CourseType = Schemas['CourseTypeView']
export type InstructorChoice = Schemas['InstructorView']
export type LocationChoice = Schemas['LocationView']

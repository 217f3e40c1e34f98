import type { Schemas } from '@/api/types'

export type Enrolment = Schemas['EnrolmentView']
export type Marks = Schemas['EnrolmentMarks']
export type TraineeChoice = Schemas['TraineeRow']

/** What is said of somebody: only what is named changes, null takes a mark away. */
export interface Mark {
  attended?: boolean | null
  /** The course day that `attended` is about; left out: the course as a whole. */
  day?: string
  passed?: boolean | null
}

/** What the enrolments need to know of their course. */
export type EnrolledCourse = Pick<
  Schemas['CourseView'],
  'id' | 'maxTrainees' | 'allowedActions' | 'days' | 'typeName' | 'placeOffer'
>
export type CourseChoice = Pick<
  Schemas['CourseRow'],
  'id' | 'number' | 'typeName' | 'firstDay' | 'locationText' | 'enrolled' | 'maxTrainees' | 'isWhiteLabel'
>

import type { Schemas } from '@/api/types'

export type Enrolment = Schemas['EnrolmentView']
export type TraineeChoice = Schemas['TraineeRow']
export type CustomerChoice = Pick<Schemas['CustomerRow'], 'id' | 'name'>

/** What is said of somebody: only what is named changes, null takes a mark away. */
export interface Mark {
  attended?: boolean | null
  passed?: boolean | null
}

/** What the enrolments need to know of their course. */
export type EnrolledCourse = Pick<Schemas['CourseView'], 'id' | 'maxTrainees' | 'allowedActions'>

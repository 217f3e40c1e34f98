import type { IsoDate } from '@/lib/dates/calendar'

export interface Enrolment {
  id: string
  trainee: {
    id: string
    name: string
    givenName: string
    infix: string
    familyName: string
    email: string | null
    birthDate: IsoDate | null
  }
  customer: { id: string; name: string } | null
  state: 'enrolled' | 'waiting'
  attended: boolean | null
  passed: boolean | null
  invited: {
    state: 'none' | 'held' | 'queued' | 'sent' | 'failed'
    at: string | null
    reason: string
    mailId: string | null
  }
  version: number
}

/** What is said of somebody: only what is named changes, null takes a mark away. */
export interface Mark {
  attended?: boolean | null
  passed?: boolean | null
}

export interface TraineeChoice {
  id: string
  name: string
  email: string | null
  birthDate: IsoDate | null
  customer: { id: string; name: string } | null
}

export interface CustomerChoice {
  id: string
  name: string
}

/** What the enrolments need to know of their course. */
export interface EnrolledCourse {
  id: string
  maxTrainees: number
  allowedActions: string[]
}

import type { Conflict } from '@/forms/booking-conflicts'

export type StaffingState =
  | 'not_invited'
  | 'invited'
  | 'available'
  | 'unavailable'
  | 'confirmed'
  | 'declined'
  | 'withdrawn'

export type Position = 'main' | 'second'

/** A line of "Instructeurs beheren": who, in which state since when, busy or not, and what can be done. */
export interface Candidate {
  instructor: { kind: 'registered' | 'external'; id: string; name: string; city: string }
  requestId: string | null
  state: StaffingState
  position: Position | null
  invitedAt: string | null
  answeredAt: string | null
  decidedAt: string | null
  note: string
  busy: Conflict[]
  forOldDate: boolean
  allowedActions: string[]
}

export interface CandidatePage {
  items: Candidate[]
  nextCursor: string | null
  allowedActions: string[]
  declinable: number
}

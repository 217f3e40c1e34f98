import type { Schemas } from '@/api/types'

/** A line of "Instructeurs beheren": who, in which state since when, busy or not, and what can be done. */
export type Candidate = Schemas['CandidateView']
export type CandidatePage = Schemas['CandidatesView']
export type StaffingState = Candidate['state']
export type Position = NonNullable<Candidate['position']>
export type StaffingCall = Schemas['CallView']
/** One answer as it was given, or the word that the two before it are void. */
export type GivenAnswer = Schemas['AnswerView']
export type Order = 'name' | 'distance'

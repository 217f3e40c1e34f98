import type { Schemas } from '@/api/types'

export type Certificate = Schemas['CertificateView']
export type Processing = Schemas['ProcessingView']
export type SendingPlan = Schemas['SendingPlanView']
export type CertificateState = Certificate['state']

/** Which certificates are meant: those named, or all that a course has in force. */
export type Chosen = { certificateIds: string[] } | { courseId: string }

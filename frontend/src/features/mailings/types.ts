import type { MailDocument } from '@/forms/rich-text/document'

/** Whom the mailing goes to, as the dialog asks it. */
export type Who = 'notInvited' | 'all' | 'selected'

/** What is filled in. It mirrors the screen and becomes the body of the API only when it is sent. */
export interface MailingValues extends Record<string, unknown> {
  templateId: string | null
  looseTemplateId: string | null
  bulk: boolean
  language: 'nl' | 'en'
  who: Who
  cc: string[]
  subject: MailDocument
  body: MailDocument
  attachmentIds: string[]
  lessonMaterial: boolean
}

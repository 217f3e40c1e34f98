import type { Schemas } from '@/api/types'
import type { MailingValues } from './types'

/** What the API gets for what is filled in. */
export function toBody(
  values: MailingValues,
  audience: Schemas['Audience'],
  selected: readonly string[],
): Schemas['MailingInput'] {
  const toTrainees = audience === 'trainees'
  return {
    audience,
    templateId: values.templateId,
    looseTemplateId: toTrainees && values.bulk ? values.looseTemplateId : null,
    bulk: toTrainees && values.bulk,
    language: values.language,
    subject: values.subject,
    body: values.body,
    enrolmentIds: toTrainees && values.who === 'selected' ? [...selected] : null,
    onlyNotInvited: toTrainees && values.who === 'notInvited',
    cc: values.cc,
    attachmentIds: values.attachmentIds,
    lessonMaterial: values.lessonMaterial,
  }
}

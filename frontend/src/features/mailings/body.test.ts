import { expect, test } from 'vitest'
import { emptyDocument } from '@/forms/rich-text/document'
import { toBody } from './body'
import type { MailingValues } from './types'

const values: MailingValues = {
  templateId: 't1',
  looseTemplateId: 't2',
  bulk: true,
  language: 'nl',
  who: 'selected',
  cc: ['a@b.example'],
  subject: emptyDocument(),
  body: emptyDocument(),
  attachmentIds: [],
  lessonMaterial: false,
}

test('only ticked trainees are named, and then the invited ones among them too', () => {
  expect(toBody(values, 'trainees', ['e1'])).toMatchObject({ enrolmentIds: ['e1'], onlyNotInvited: false })
  expect(toBody({ ...values, who: 'notInvited' }, 'trainees', ['e1'])).toMatchObject({
    enrolmentIds: null,
    onlyNotInvited: true,
  })
})

test('a mailing per trainee has no template for trainees without a customer', () => {
  expect(toBody({ ...values, bulk: false }, 'trainees', [])).toMatchObject({
    bulk: false,
    looseTemplateId: null,
  })
})

test('the instructor gets no bulk mail and is no selection of trainees', () => {
  expect(toBody(values, 'instructor', ['e1'])).toMatchObject({
    audience: 'instructor',
    bulk: false,
    looseTemplateId: null,
    enrolmentIds: null,
    onlyNotInvited: false,
  })
})

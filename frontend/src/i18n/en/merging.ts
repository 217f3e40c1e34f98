import type { merging as source } from '../nl/merging'
import type { Texts } from '../types'

export const merging: Texts<typeof source> = {
  title: { trainees: 'Duplicate trainees', customers: 'Duplicate customers' },
  none: { trainees: 'No trainee is there twice.', customers: 'No customer is there twice.' },
  because: {
    email: 'Same e-mail address',
    nameAndBirth: 'Same name and date of birth',
    name: 'Same name',
    similarName: 'Nearly the same name',
  },
  weight: {
    trainees: '{{courses}} courses, {{certificates}} certificates',
    customers: '{{trainees}} trainees, {{courses}} courses',
  },
  compare: 'Compare and merge',
  compareNamed: 'Compare and merge {{one}} and {{two}}',
  dismiss: 'Not the same',
  dismissNamed: '{{one}} and {{two}} are not the same',
  compareTitle: 'Merge',
  hint: 'Choose who stays, and whose details are right. Remarks of both are kept.',
  stays: 'This one stays',
  consequence: {
    trainees:
      'All courses, certificates and mails of {{other}} go to {{keeper}}. You can undo this for 30 days.',
    customers:
      'All trainees, courses and certificates of {{other}} go to {{keeper}}. You can undo this for 30 days.',
  },
  submit: 'Merge',
  done: 'Merged. You can undo this until {{until}}.',
  recent: 'Merged recently',
  merged: '{{other}} was merged with {{keeper}}',
  undone: 'undone on {{at}}',
  undoNamed: 'Undo merging {{other}}',
  backAgain: '{{name}} is back, with everything.',
  lookalikes: 'Does this customer exist already?',
}

import type { privacy as source } from '../nl/privacy'
import type { Texts } from '../types'

export const privacy: Texts<typeof source> = {
  menu: 'Personal data',
  export: 'Download everything of this trainee',
  exported: 'The file holds everything that is kept of this trainee.',
  erase: 'Erase the data',
  erasure: {
    title: 'Erase {{name}}',
    goes: 'This goes for good',
    person:
      'Name, date of birth, addresses, phone, customer and remarks, in the log and in lists taken in as well.',
    mails: '{{count}} mails to this trainee, with their attachments. What is still waiting will not be sent.',
    mailsToOthers: 'The content of {{count}} mails to others that tell of this trainee.',
    rest: 'Opt-outs, reminders, undeliverable addresses, and former names. Merging can no longer be undone.',
    stays: 'This stays, without a name',
    enrolments: '{{count}} enrolments: course, customer, attended and passed.',
    certificates: 'Number, type and dates of {{count}} certificates.',
    valid:
      '{{count}} of these are still valid. Whoever scans the QR code can then no longer see whose certificate it is.',
    uploads:
      'Documents that you uploaded with courses yourselves, and what somebody wrote in the remarks of courses or customers. Take the name out of those yourselves where needed.',
    blockedTitle: 'Erasing is not possible yet',
    blocked: 'This trainee is still on {{courses}}. Take him off first, or process that course.',
    reason: 'Reason',
    reasonHint: 'Stays in the log. Do not name the trainee here.',
    name: 'Name to confirm',
    nameHint: 'Type {{name}}.',
    nameDiffers: 'Type exactly {{name}}.',
    submit: 'Erase for good',
    done: 'The data were erased.',
  },
  erasedTitle: 'The data of this trainee were erased',
  erasedText:
    'On {{when}}. Only enrolments, results and the numbers, types and dates of certificates were kept.',
}

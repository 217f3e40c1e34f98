import type { editor as source } from '../nl/editor'
import type { Texts } from '../types'

export const editor: Texts<typeof source> = {
  toolbar: 'Formatting',
  bold: 'Bold',
  italic: 'Italic',
  heading: 'Heading',
  bullets: 'Bulleted list',
  numbers: 'Numbered list',
  redo: 'Redo',
  link: 'Link',
  linkTitle: 'Place a link',
  linkAddress: 'Web address or e-mail address',
  linkBroken: 'This is not a complete web or e-mail address.',
  linkPlace: 'Place',
  linkRemove: 'Remove the link',
  variable: 'Variable',
  variableInSubject: 'Variable in the subject',
  blankSubject: 'Fill in a subject.',
  blankBody: 'Write the text of the mail.',
  unavailable: 'These variables have no value here: {{names}}. Remove them or choose other recipients.',
}

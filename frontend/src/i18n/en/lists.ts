import type { lists as source } from '../nl/lists'
import type { Texts } from '../types'

export const lists: Texts<typeof source> = {
  several: 'Lists',
  name: {
    attendance_list: 'Attendance list',
    cibot_attendance_list: 'CIBOT attendance list',
    assessment_list: 'Assessment list',
  },
  in: { nl: '{{list}} in Dutch', en: '{{list}} in English' },
  make: 'Make lists',
  title_one: 'Make lists of {{count}} course',
  title_other: 'Make lists of {{count}} courses',
  which: 'Which lists',
  hint: 'Assessment lists and CIBOT attendance lists exist for CIBOT courses only. We skip them for other courses.',
  language: 'Language of the lists',
  languages: { nl: 'Dutch', en: 'English' },
  submit: 'Make',
  choose: 'Choose at least one list.',
  ready: 'The lists are ready in one zip file.',
  failed: 'This did not work. Try again.',
}

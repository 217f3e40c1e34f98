import type { code95 as source } from '../nl/code95'
import type { Texts } from '../types'

export const code95: Texts<typeof source> = {
  form: { theory: 'Theory (hours)', practice: 'Practice (hours)', eLearning: 'E-learning (hours)' },
  hours: {
    theory: '{{hours}} hours of theory',
    practice: '{{hours}} hours of practice',
    eLearning: '{{hours}} hours of e-learning',
  },
  duty: { day: 'Day reported', trainees: 'Trainees reported', result: 'Result reported' },
  hints: {
    day: 'With at least one trainee.',
    trainees: 'Who is really there, shortly after the start.',
    result: 'Who has followed it.',
  },
  next: {
    day: 'Code 95: report the day {{day}} in TOP internet, with at least one trainee,',
    trainees: 'Code 95: report the trainees of {{day}} in TOP internet,',
    result: 'Code 95: report the result of {{day}} in TOP internet,',
  },
  show: 'See all deadlines',
  nothing: 'Nothing of this course needs to be reported.',
  hint: 'Report this in TOP internet yourself, then tick it here. Hours that are reported late do not count.',
  total: 'In all',
  noHours: 'No hours filled in yet',
  reported: '{{name}}, {{at}}',
}

export const code95 = {
  form: { theory: 'Theorie (uren)', practice: 'Praktijk (uren)', eLearning: 'E-learning (uren)' },
  hours: {
    theory: '{{hours}} uur theorie',
    practice: '{{hours}} uur praktijk',
    eLearning: '{{hours}} uur e-learning',
  },
  duty: { day: 'Dag gemeld', trainees: 'Cursisten gemeld', result: 'Resultaat gemeld' },
  hints: {
    day: 'Met minstens één cursist.',
    trainees: 'Wie er echt zijn, kort na het begin.',
    result: 'Wie het gevolgd heeft.',
  },
  next: {
    day: 'Code 95: meld de dag {{day}} in TOP internet, met minstens één cursist,',
    trainees: 'Code 95: meld de cursisten van {{day}} in TOP internet,',
    result: 'Code 95: meld het resultaat van {{day}} in TOP internet,',
  },
  show: 'Bekijk alle termijnen',
  nothing: 'Van deze cursus hoef je niets te melden.',
  hint: 'Meld dit zelf in TOP internet en vink het daarna hier af. Te laat gemelde uren tellen niet mee.',
  total: 'Samen',
  noHours: 'Nog geen uren ingevuld',
  reported: '{{name}}, {{at}}',
} as const

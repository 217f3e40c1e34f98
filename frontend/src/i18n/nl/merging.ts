export const merging = {
  title: { trainees: 'Dubbele cursisten', customers: 'Dubbele klanten' },
  none: { trainees: 'Er staan geen cursisten dubbel.', customers: 'Er staan geen klanten dubbel.' },
  because: {
    email: 'Zelfde e-mailadres',
    nameAndBirth: 'Zelfde naam en geboortedatum',
    name: 'Zelfde naam',
    similarName: 'Bijna dezelfde naam',
  },
  weight: {
    trainees: '{{courses}} cursussen, {{certificates}} certificaten',
    customers: '{{trainees}} cursisten, {{courses}} cursussen',
  },
  compare: 'Vergelijken en samenvoegen',
  compareNamed: '{{one}} en {{two}} vergelijken en samenvoegen',
  dismiss: 'Niet dezelfde',
  dismissNamed: '{{one}} en {{two}} zijn niet dezelfde',
  compareTitle: 'Samenvoegen',
  hint: 'Kies wie blijft, en van wie elk gegeven klopt. Opmerkingen van allebei blijven bewaard.',
  stays: 'Deze blijft',
  consequence: {
    trainees:
      'Alle cursussen, certificaten en mails van {{other}} gaan naar {{keeper}}. Je kunt dit 30 dagen ongedaan maken.',
    customers:
      'Alle cursisten, cursussen en certificaten van {{other}} gaan naar {{keeper}}. Je kunt dit 30 dagen ongedaan maken.',
  },
  submit: 'Samenvoegen',
  done: 'Samengevoegd. Ongedaan maken kan tot {{until}}.',
  recent: 'Onlangs samengevoegd',
  merged: '{{other}} is samengevoegd met {{keeper}}',
  undone: 'ongedaan gemaakt op {{at}}',
  undoNamed: 'Samenvoegen van {{other}} ongedaan maken',
  backAgain: '{{name}} staat er weer, met alles erbij.',
  lookalikes: 'Bestaat deze klant al?',
} as const

/** One's own account: password, and logging in in two steps. */
export const account = {
  title: 'Mijn account',
  password: {
    title: 'Wachtwoord',
    lead: 'Na het wijzigen ben je op andere apparaten uitgelogd. Je krijgt er een mail over.',
    current: 'Huidig wachtwoord',
    new: 'Nieuw wachtwoord',
    submit: 'Wachtwoord wijzigen',
    done: 'Je wachtwoord is gewijzigd.',
  },
} as const

// Every other form of the portal: what is wrong gets its message at the field, and what was typed stays.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addNewTrainee, bookCourse, dayFromNow, errorAt, loggedIn, newPage, row } from './support/browser.mjs'
import { mailArrives, signUp } from './support/mailbox.mjs'
import { forms } from './support/screens.mjs'

const RUN = Date.now().toString(36)
const INJECTION = 'jan@voorbeeld.example\nBcc: allen@voorbeeld.example'
const LONG = 'x'.repeat(6_000)
/** The forms that bad-input.test.mjs tries at length. */
const TRIED_THERE = [
  'features/courses/form/course-form.tsx',
  'features/enrolments/add/existing-form.tsx',
  'features/enrolments/add/new-trainee-form.tsx',
  'features/imports/steps/source-step.tsx',
  'features/mailings/mailing-form.tsx',
  'features/staffing/answer-dialog.tsx',
]

/** Forms that stand in a dialog, which may have to be loaded first. */
const IN_DIALOG = /dialog|make-lists|key-form|webhook-form/

let page
let operator
let courseId

const press = (name) => page.getByRole('button', { name, exact: true }).first().click()
const onCourse = (tab) => page.goto(`/courses/${courseId}${tab ? `?tab=${tab}` : ''}`)
const moreActions = async (name) => {
  await onCourse()
  await press('Meer acties')
  await page.getByRole('menuitem', { name }).click()
}

/** How to come to a form, what to type in it, how to send it, and which fields must complain. */
const FORMS = {
  'features/customers/customer-form.tsx': {
    open: () => page.goto('/customers/new'),
    fill: { Firma: LONG, 'Contactpersoon e-mail': INJECTION },
    submit: 'Opslaan',
    wrong: ['Firma', 'Adres', 'Contactpersoon', 'Contactpersoon e-mail'],
  },
  'features/trainees/trainee-form.tsx': {
    open: () => page.goto('/trainees/new'),
    fill: { Voornaam: LONG, Geboortedatum: '31-02-1990', 'E-mailadres': INJECTION },
    submit: 'Opslaan',
    wrong: ['Voornaam', 'Achternaam', 'Geboortedatum', 'E-mailadres'],
  },
  'features/trainees/erase-dialog.tsx': {
    open: async () => {
      await page.goto('/trainees')
      const id = await page.evaluate(async (family) => {
        const answer = await fetch('/api/v1/trainees', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ givenName: 'Wis', familyName: family }),
        })
        return (await answer.json()).id
      }, `Fout${RUN}`)
      await page.goto(`/trainees/${id}`)
      await press('Persoonsgegevens')
      await page.getByRole('menuitem', { name: 'Gegevens wissen' }).click()
    },
    fill: { Reden: LONG, 'Naam ter bevestiging': 'Iemand anders' },
    submit: 'Voorgoed wissen',
    wrong: ['Reden', 'Naam ter bevestiging'],
  },
  'features/courses/dates/move-many.tsx': {
    open: async () => {
      await page.goto('/courses')
      await page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check()
      await page.getByRole('toolbar').getByRole('button', { name: 'Verplaatsen' }).click()
    },
    scope: () => page.getByRole('dialog'),
    fill: { 'Aantal dagen': '' },
    submit: /verplaatsen$/,
    wrong: ['Aantal dagen'],
  },
  'features/courses/dates/other-date-form.tsx': {
    open: async () => {
      await onCourse()
      await press('Verplaatsen')
    },
    scope: () => page.getByRole('dialog'),
    fill: { 'Nieuwe datum': '31-02-2027' },
    submit: /^Verplaats/,
    wrong: ['Nieuwe datum'],
  },
  'features/courses/dates/repeat-dialog.tsx': {
    open: () => moreActions('Herhalen'),
    fill: { 'Aantal keer': '' },
    submit: '0 cursussen maken',
    wrong: ['Aantal keer'],
  },
  'features/courses/list/save-view-dialog.tsx': {
    open: async () => {
      await page.goto('/courses?state=planned')
      await press('Weergaven')
      await press('Deze filters bewaren')
    },
    fill: { Naam: '   ' },
    submit: 'Bewaren',
    wrong: ['Naam'],
  },
  'features/courses/lists/make-lists.tsx': {
    open: async () => {
      await page.goto('/courses')
      await page
        .getByRole('checkbox', { name: /aanvinken/ })
        .nth(1)
        .check()
      await press('Lijsten maken')
      await page.getByRole('dialog').getByRole('checkbox', { name: 'Presentielijst', exact: true }).uncheck()
    },
    submit: 'Maken',
    says: 'Kies minstens een lijst.',
  },
  'features/enrolments/assign-dialog.tsx': {
    open: async () => {
      await onCourse()
      await row(page, `Fout ${RUN}`).getByRole('checkbox').check()
      await press('Klant koppelen')
    },
    submit: 'Koppelen',
    says: 'Kies een klant.',
  },
  'features/imports/fix-dialog.tsx': {
    open: async () => {
      await page.goto('/trainees/import')
      await page.getByText('Plakken uit Excel').click()
      await page
        .getByLabel('Plak hier je lijst')
        .fill('Voornaam;Achternaam;Geboortedatum\nAn;Kok;31-02-1990\n')
      await press('Lijst lezen')
      await page.getByRole('button', { name: /^Regel \d+ aanpassen$/ }).click()
    },
    fill: { Geboortedatum: '30-02-1990' },
    submit: 'Regel opnieuw controleren',
    wrong: ['Geboortedatum'],
  },
  'features/instructors/contact-dialog.tsx': {
    open: async () => {
      await page.goto('/instructors?q=postma')
      await press('Mailen: Ineke Postma')
    },
    fill: { Bericht: LONG },
    submit: 'Verzenden',
    wrong: ['Onderwerp', 'Bericht'],
  },
  'features/staffing/call-dialog.tsx': {
    open: async () => {
      await onCourse('instructors')
      await press('In ronden uitnodigen')
    },
    fill: { 'Instructeurs per ronde': '', 'Uren wachten op een ja': '9000' },
    submit: 'Eerste ronde uitnodigen',
    wrong: ['Instructeurs per ronde', 'Uren wachten op een ja'],
  },
  'features/reminders/course-reminder-form.tsx': {
    open: () => page.goto('/settings/course-reminders'),
    fill: { 'Aantal dagen vooraf': '' },
    submit: 'Opslaan',
    wrong: ['Aantal dagen vooraf'],
  },
  'features/reminders/expiry-reminder-form.tsx': {
    open: () => page.goto('/settings/trainee-reminders'),
    fill: { 'Aantal weken vooraf': '' },
    submit: 'Opslaan',
    wrong: ['Aantal weken vooraf'],
  },
  'features/reminders/opt-out-dialog.tsx': {
    open: async () => {
      await onCourse()
      await page.getByRole('link', { name: `Fout ${RUN}` }).click()
      await press('Geen herinneringen sturen')
    },
    fill: { Reden: '' },
    submit: 'Geen herinneringen sturen',
    wrong: ['Reden'],
  },
  'features/templates/template-editor.tsx': {
    open: () => page.goto('/settings/templates/new'),
    fill: { Naam: 'x'.repeat(300) },
    submit: 'Opslaan',
    wrong: ['Naam'],
    says: 'Vul een onderwerp in.',
  },
  'features/settings/organisation/settings-card.tsx': {
    open: () => page.goto('/settings/organisation'),
    scope: () => page.getByRole('region', { name: 'Mail' }),
    fill: { Antwoordadres: INJECTION },
    submit: 'Opslaan',
    wrong: ['Antwoordadres'],
  },
  'features/settings/sender/address-card.tsx': {
    open: () => page.goto('/settings/sender'),
    scope: () => page.getByRole('region', { name: 'Eigen adres' }),
    fill: { 'Adres van de afzender': INJECTION },
    submit: 'Opslaan',
    wrong: ['Adres van de afzender'],
  },
  'features/settings/locations/location-dialog.tsx': {
    open: async () => {
      await page.goto('/settings/locations')
      await press('Nieuwe locatie')
    },
    fill: { Adres: LONG, Plaats: 'Ede', 'Aantal plaatsen': '0' },
    submit: 'Opslaan',
    wrong: ['Naam', 'Adres', 'Aantal plaatsen'],
  },
  'features/settings/externals/external-dialog.tsx': {
    open: async () => {
      await page.goto('/settings/external-instructors')
      await press('Nieuwe externe instructeur')
    },
    fill: { Naam: 'Bas', 'E-mailadres': INJECTION },
    submit: 'Opslaan',
    wrong: ['E-mailadres'],
  },
  'features/settings/keys/key-form.tsx': {
    open: async () => {
      await page.goto('/settings/api-keys')
      await press('Nieuwe API-sleutel')
    },
    fill: { 'Geldig tot en met (optioneel)': '31-02-2027' },
    submit: 'Sleutel maken',
    wrong: ['Naam', 'Geldig tot en met (optioneel)', 'Cursussen lezen'],
  },
  'features/settings/webhooks/webhook-form.tsx': {
    open: async () => {
      await page.goto('/settings/webhooks')
      await press('Nieuwe webhook')
    },
    fill: { Adres: 'ftp://ontvanger.example', 'Omschrijving (optioneel)': LONG },
    submit: 'Webhook maken',
    wrong: ['Omschrijving (optioneel)', 'Cursus geboekt'],
  },
  'features/account/password-card.tsx': {
    open: () => page.goto('/account'),
    scope: () => page.getByRole('region', { name: 'Wachtwoord' }),
    fill: { 'Huidig wachtwoord': 'niet het goede', 'Nieuw wachtwoord': 'fietsbel onder de brug' },
    submit: 'Wachtwoord wijzigen',
    wrong: ['Huidig wachtwoord'],
  },
  'features/account/second-step-forms.tsx': {
    open: () => page.goto('/account'),
    scope: () => page.getByRole('region', { name: 'Inloggen in twee stappen' }),
    fill: { 'Huidig wachtwoord': 'niet het goede' },
    submit: 'Beginnen',
    wrong: ['Huidig wachtwoord'],
  },
  'features/settings/users/invite-dialog.tsx': {
    open: async () => {
      await page.goto('/settings/users')
      await press('Collega uitnodigen')
    },
    fill: { Naam: LONG, 'E-mailadres': INJECTION },
    submit: 'Uitnodigen',
    wrong: ['Naam', 'E-mailadres'],
  },
  'features/billing/address-card.tsx': {
    open: () => page.goto('/settings/subscription'),
    scope: () => page.getByRole('region', { name: 'Factuuradres' }),
    fill: { 'E-mailadres voor facturen': INJECTION, 'KvK-nummer': '123', 'Btw-nummer': '21' },
    submit: 'Opslaan',
    wrong: ['E-mailadres voor facturen', 'KvK-nummer', 'Btw-nummer'],
  },
  'features/enrolments/transfer-dialog.tsx': {
    open: async () => {
      await onCourse()
      await row(page, `Fout ${RUN}`).getByRole('checkbox').check()
      await press('Naar andere cursus')
    },
    submit: 'Verplaatsen',
    wrong: ['Andere cursus'],
  },
  'features/items/item-form.tsx': {
    open: () => page.goto('/certification-items/new'),
    fill: { Omschrijving: LONG, Keuringsdatum: '31-02-2026' },
    submit: 'Opslaan',
    wrong: ['Soort', 'Omschrijving', 'Keuringsdatum'],
  },
  'features/items/renew-dialog.tsx': {
    open: async () => {
      await page.goto('/certification-items')
      await page.getByRole('table').getByRole('link').first().click()
      await press('Vernieuwen')
    },
    fill: { Keuringsdatum: '31-02-2026' },
    submit: 'Vernieuwen',
    wrong: ['Keuringsdatum'],
  },
  'features/operator/day-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Veilig Werken Noord' }).click()
      await press('Aanzetten: Klantenbestand')
    },
    fill: { Vanaf: '31-02-2027' },
    submit: 'Aanzetten',
    wrong: ['Vanaf'],
  },
  'features/operator/payment-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/invoices')
      await page
        .getByRole('button', { name: /^Betaling: / })
        .first()
        .click()
    },
    fill: { 'Betaald op': '31-02-2027', Opmerking: LONG },
    submit: 'Opslaan',
    wrong: ['Betaald op', 'Opmerking'],
  },
  'features/operator/code95-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/code95')
      await press('Nieuwe termijnen')
    },
    fill: { Vanaf: '31-02-2027', 'Resultaat melden, dagen erna': '' },
    submit: 'Opslaan',
    wrong: ['Vanaf', 'Resultaat melden, dagen erna'],
  },
  'features/operator/prices-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/prices')
      await press('Nieuwe prijzen')
    },
    fill: { Vanaf: '31-02-2027' },
    submit: 'Opslaan',
    wrong: ['Vanaf'],
  },
  'features/catalog/type-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/course-types')
      await press('Nieuw cursustype')
    },
    fill: {
      Naam: LONG,
      Code: 'x'.repeat(41),
      'Geldigheid van het certificaat in maanden': '241',
      Starttijd: '17:30',
    },
    submit: 'Opslaan',
    wrong: ['Naam', 'Code', 'Geldigheid van het certificaat in maanden', 'Eindtijd'],
  },
  'features/registry/instructor-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/instructors')
      await press('Nieuwe instructeur')
    },
    fill: { Voornaam: LONG, 'E-mailadres': INJECTION },
    submit: 'Opslaan',
    wrong: ['Voornaam', 'Achternaam', 'E-mailadres'],
  },
  'features/registry/qualifications-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/instructors')
      await page
        .getByRole('table')
        .getByRole('button', { name: /Lesbevoegdheden/ })
        .first()
        .click()
    },
    fill: { 'Geldig vanaf': '31-02-2027' },
    submit: 'Lesbevoegdheid toevoegen',
    wrong: ['Cursustype', 'Geldig vanaf'],
  },
  'features/operator/cap-form.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Veilig Werken Noord' }).click()
    },
    scope: () => page.getByRole('region', { name: 'Mail', exact: true }),
    fill: { 'Hoogstens zoveel mails per dag': '0' },
    submit: 'Opslaan',
    wrong: ['Hoogstens zoveel mails per dag'],
  },
  'features/operator/look-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Veilig Werken Noord' }).click()
      await press('Meekijken')
    },
    fill: { Reden: LONG, 'Hoeveel minuten': '500' },
    submit: 'Meekijken',
    wrong: ['Reden', 'Hoeveel minuten'],
  },
  'features/operator/approve-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/requests')
      await press(`Goedkeuren: Fout ${RUN}`)
    },
    fill: { 'Eerste dag van het abonnement': '31-02-2027' },
    submit: 'Goedkeuren',
    wrong: ['Eerste dag van het abonnement'],
  },
  'features/operator/reason-dialog.tsx': {
    operator: true,
    open: async () => {
      await page.goto('/operator/requests')
      await press(`Afwijzen: Fout ${RUN}`)
    },
    fill: { Reden: LONG },
    submit: 'Afwijzen',
    wrong: ['Reden'],
  },
  'app/access/register-page.tsx': {
    stranger: true,
    open: () => page.goto('/register'),
    fill: {
      'Naam van de opleiding': 'x'.repeat(300),
      'KvK-nummer': '123',
      'E-mailadres van de beheerder': INJECTION,
    },
    submit: 'Aanmelden',
    wrong: [
      'Naam van de opleiding',
      'KvK-nummer',
      'Straat en huisnummer',
      'Postcode',
      'Plaats',
      'Naam van de beheerder',
      'E-mailadres van de beheerder',
      'Ik ga akkoord met deze voorwaarden en prijzen',
    ],
  },
  'app/access/login-form.tsx': {
    stranger: true,
    open: () => page.goto('/login'),
    fill: { 'E-mailadres': 'geen-adres' },
    submit: 'Inloggen',
    wrong: ['E-mailadres', 'Wachtwoord'],
  },
  'app/access/forgot-password-page.tsx': {
    stranger: true,
    open: () => page.goto('/forgot-password'),
    fill: { 'E-mailadres': 'geen-adres' },
    submit: 'Mail mij een link',
    wrong: ['E-mailadres'],
  },
  'app/access/new-password-page.tsx': {
    stranger: true,
    open: () => page.goto('/new-password#x'),
    fill: { 'Nieuw wachtwoord': '' },
    submit: 'Wachtwoord opslaan',
    wrong: ['Nieuw wachtwoord'],
  },
  'app/access/welcome-page.tsx': {
    stranger: true,
    open: async () => {
      const { words } = await mailArrives((mail) => mail.raw.includes(`fout-${RUN}@collega.example`))
      await page.goto(/\/welcome#\S+/.exec(words)[0])
    },
    fill: { 'Je naam': '', 'Nieuw wachtwoord': 'welkom' },
    submit: 'Account maken',
    wrong: ['Je naam'],
    next: { fill: { 'Je naam': 'Bea' }, wrong: ['Nieuw wachtwoord'] },
  },
}

before(async () => {
  page = await loggedIn({ role: 'admin' })
  operator = await loggedIn({ provider: null })
  await signUp(operator, `Fout ${RUN}`, `aanmelding-${RUN}@fout.example`)
  courseId = await bookCourse(page, { type: `Overal ${RUN}`, date: dayFromNow(120) })
  await addNewTrainee(page, { name: `Fout ${RUN}` })
  await page.goto('/settings/users')
  await press('Collega uitnodigen')
  await page.getByLabel('Naam').fill('Bea')
  await page.getByRole('dialog').getByLabel('E-mailadres').fill(`fout-${RUN}@collega.example`)
  await press('Uitnodigen')
  await row(page, `fout-${RUN}@collega.example`).waitFor()
})
after(async () => {
  await page?.context().close()
  await operator?.context().close()
})

/** By its label, which ends in a star where something must be filled in. */
const field = (scope, label) => {
  const words = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return scope.getByLabel(new RegExp(`^${words}( \\*)?$`)).first()
}

/** Types, sends, and looks at the fields that must complain and at what was typed. */
async function attempt(scope, { fill = {}, submit, wrong = [], says }) {
  for (const [label, value] of Object.entries(fill)) await field(scope, label).fill(value)
  await scope
    .getByRole('button', { name: submit, exact: typeof submit === 'string' })
    .last()
    .click()
  for (const label of wrong) {
    const input = field(scope, label)
    await scope.locator('[aria-invalid="true"]').first().waitFor()
    assert.notEqual((await errorAt(input)).trim(), '', `${label} says nothing`)
  }
  if (says) await scope.getByText(says).first().waitFor()
  for (const [label, value] of Object.entries(fill)) {
    assert.equal(await field(scope, label).inputValue(), value.replaceAll('\n', ' '), `${label} was lost`)
  }
}

test('every form of the portal is tried, here or in the other file', () => {
  assert.deepEqual([...TRIED_THERE, ...Object.keys(FORMS)].sort(), forms().sort())
})

for (const [name, form] of Object.entries(FORMS)) {
  test(name, async () => {
    const own = page
    if (form.stranger) page = await newPage()
    if (form.operator) page = operator
    try {
      await form.open()
      const dialog = page.getByRole('dialog')
      if (IN_DIALOG.test(name)) await dialog.waitFor()
      const scope = form.scope?.() ?? (IN_DIALOG.test(name) ? dialog : page.getByRole('main'))
      await attempt(scope, form)
      if (form.next) await attempt(scope, { submit: form.submit, ...form.next })
    } finally {
      if (form.stranger) {
        await page.context().close()
      } else {
        // What is half filled in must not ask questions when the next form is opened.
        await page.evaluate(() => sessionStorage.clear())
        await page.goto('about:blank')
      }
      page = own
    }
  })
}

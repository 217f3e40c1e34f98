// A training company signs up, is let in, and books its first course: under 12 required fields and 10 steps.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { choose, dayFromNow, journey, loggedIn, newPage, told } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
const COMPANY = `Opleidingen Zuid ${RUN}`
const EMAIL = `kim.${RUN}@zuid.example`
const REFUSED = `kan.niet.${RUN}@zuid.example`

let page
let operator
let steps = 0
let fields = 0
const step = journey(() => page)

before(async () => {
  page = await newPage({ width: 390, height: 844 })
  operator = await loggedIn({ provider: null })
})

/** Fills in one required field, and counts it. */
async function must(label, value) {
  fields += 1
  await page.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(value)
}

/** One press by which the newcomer comes further. */
async function press(name) {
  steps += 1
  await page.getByRole('button', { name, exact: true }).click()
}

/** Opens the link of a mail: one step as well. */
async function follow(email, path) {
  const { words } = await mailArrives((mail) => mail.raw.includes(email) && mail.words.includes(path))
  steps += 1
  await page.goto(new RegExp(`${path}#\\S+`).exec(words)[0])
}

async function signUp(company, email) {
  await must('Naam van de opleiding', company)
  await must('KvK-nummer', '12 34 56 78')
  await must('Straat en huisnummer', 'Havenweg 3')
  await must('Postcode', '5611 AA')
  await must('Plaats', 'Eindhoven')
  await must('Naam van de beheerder', 'Kim Zuid')
  await must('E-mailadres van de beheerder', email)
  fields += 1
  await page.getByText('€ 98,00').waitFor()
  await page.getByLabel('Ik ga akkoord met deze voorwaarden en prijzen').check()
  await press('Aanmelden')
  await page.getByRole('heading', { name: 'Kijk in je mail' }).waitFor()
  await follow(email, '/registration')
  await press('Ja, bevestigen')
  await page.getByText(`bekijkt nu de aanmelding van ${company}`).waitFor()
}

step('a company signs up and confirms its address', async () => {
  steps += 1
  await page.goto('/login')
  await page.getByRole('link', { name: 'Nog geen klant? Meld je opleiding aan' }).click()
  await signUp(COMPANY, EMAIL)
})

step('the operator looks at it and lets it in', async () => {
  await operator.goto('/operator/requests')
  await operator.getByRole('button', { name: `Goedkeuren: ${COMPANY}` }).click()
  await operator.getByRole('dialog').getByRole('button', { name: 'Goedkeuren' }).click()
  await told(operator, `${COMPANY} is toegelaten`)
  await operator.getByRole('heading', { name: `Aanmelding van ${COMPANY}` }).waitFor({ state: 'detached' })
})

step('its administrator comes in and books the first course', async () => {
  await follow(EMAIL, '/welcome')
  await must('Nieuw wachtwoord', 'fietsbel onder de brug')
  await press('Account maken')
  await page.waitForURL((url) => url.pathname === '/')
  steps += 1
  await page.goto('/courses/new?kind=external')
  fields += 2
  await choose(page, 'Type', `Heftruck ${RUN}`, /als nieuw type/)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(dayFromNow(47))
  await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await press('Opslaan')
  await page.getByRole('heading', { level: 1, name: `Heftruck ${RUN}` }).waitFor()
  assert.ok(fields < 12, `${fields} required fields`)
  assert.ok(steps <= 10, `${steps} steps`)
})

step('the operator sees that it works, suspends it, and lets it in again', async () => {
  await operator.goto('/')
  await operator.getByRole('link', { name: COMPANY }).click()
  await operator.getByText('Laatst ingelogd: ').waitFor()
  await operator.getByRole('button', { name: 'Schorsen' }).click()
  await operator.getByLabel(/^Reden/).fill('Niet betaald')
  await operator.getByRole('dialog').getByRole('button', { name: 'Schorsen' }).click()
  await told(operator, 'Toegang aangepast')
  await page.goto('/courses')
  await page.getByText('Je hebt nu geen toegang').waitFor()
  await operator.getByRole('button', { name: 'Weer toelaten' }).click()
  await operator.getByLabel(/^Reden/).fill('Betaald')
  await operator.getByRole('dialog').getByRole('button', { name: 'Weer toelaten' }).click()
  await operator.getByText('De opleider kan werken.').waitFor()
  await page.goto('/courses')
  await page.getByText(`Heftruck ${RUN}`).first().waitFor()
})

step('the operator watches the platform, and holds the mail of a provider back', async () => {
  await operator.goto('/')
  await operator.getByRole('link', { name: 'Bewaking' }).click()
  await operator.getByText(/^Database: \d/).waitFor()
  await operator.getByRole('button', { name: `Mail pauzeren: ${COMPANY}` }).click()
  await told(operator, `Mail van ${COMPANY} is aangepast`)
  await operator.getByRole('button', { name: `Mail hervatten: ${COMPANY}` }).click()
  await operator.getByRole('button', { name: `Mail pauzeren: ${COMPANY}` }).waitFor()
})

step('another company is refused, and hears why', async () => {
  await page.goto('/register')
  await signUp(`Afgewezen ${RUN}`, REFUSED)
  await operator.goto('/operator/requests')
  await operator.getByRole('button', { name: `Afwijzen: Afgewezen ${RUN}` }).click()
  await operator.getByLabel(/^Reden/).fill('Het KvK-nummer hoort bij een ander bedrijf.')
  await operator.getByRole('dialog').getByRole('button', { name: 'Afwijzen' }).click()
  await told(operator, 'is afgewezen')
  await mailArrives(
    (mail) => mail.raw.includes(REFUSED) && mail.words.includes('hoort bij een ander bedrijf'),
  )
})

after(async () => {
  await Promise.all([page?.context().close(), operator?.context().close()])
})

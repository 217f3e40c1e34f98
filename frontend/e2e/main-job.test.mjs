// The main job of the portal, from a new course to its results, in Dutch, against the real thing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before } from 'node:test'
import {
  addNewTrainee,
  bookCourse,
  choose,
  dayFromNow,
  expect,
  journey,
  loggedIn,
  newPage,
  row,
  told,
} from './support/browser.mjs'
import { answerLink, mailArrives, mailsTo } from './support/mailbox.mjs'

// Names of this run only, so that the journey may run again on the same portal.
const RUN = Date.now().toString(36)
const TYPE = `Veilig takelen ${RUN}`
const TEMPLATE = `Uitnodiging takelen ${RUN}`
const NAME = 'Sanne van der Meulen'
const EMAIL = `sanne.${RUN}@e2e.example`
const LIST = [
  'Voornaam;Tussenvoegsel;Achternaam;Geboortedatum;E-mailadres',
  `Ruben;de;Takelaar;;ruben.${RUN}@e2e.example`,
  `Ilse;;Hijskraan;31-02-1990;ilse.${RUN}@e2e.example`,
  `Ruben;de;Takelaar;;ruben.${RUN}@e2e.example`,
].join('\r\n')

let page
let courseId
const step = journey(() => page)
const course = (tab = '') => page.goto(`/courses/${courseId}${tab && `?tab=${tab}`}`)

before(async () => {
  page = await loggedIn()
})

step('1. a course is booked without an instructor', async () => {
  await page.goto('/courses')
  await page.getByRole('button', { name: 'Nieuwe cursus' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Externe cursus/ })
    .click()
  await choose(page, 'Type', TYPE, /als nieuw type/)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(dayFromNow(40))
  await page.getByLabel('Starttijd').fill('0930')
  await page.getByLabel('Eindtijd').fill('17u30')
  await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await expect(page.getByLabel('Hoofdinstructeur')).toHaveValue('Nog onbekend')
  await choose(page, 'Locatie', 'Havenloods 4, Rotterdam', /gebruiken/)
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.getByRole('heading', { level: 1, name: TYPE }).waitFor()
  courseId = new URL(page.url()).pathname.split('/').at(-1)
  await page.getByText('Havenloods 4, Rotterdam').waitFor()
  await page.getByText('Nog geen instructeur').first().waitFor()
})

step('1. a busy instructor is told before saving, and booked only by a second step', async () => {
  const day = dayFromNow(47)
  const person = 'Henk Wolters'
  await bookCourse(page, { type: 'Eerste keer takelen', date: day, instructor: person })
  await page.goto('/courses/new?kind=external')
  await choose(page, 'Type', TYPE, TYPE)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(day)
  await choose(page, 'Hoofdinstructeur', person, person)
  await page.getByRole('alert').filter({ hasText: 'Eerste keer takelen' }).waitFor()
  await page.getByRole('button', { name: 'Opslaan' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deze instructeur is al geboekt' })
  await dialog.getByRole('button', { name: 'Andere instructeur kiezen' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await dialog.getByRole('button', { name: 'Toch boeken' }).click()
  await page.getByRole('heading', { level: 1, name: TYPE }).waitFor()
  await page.getByText(person).first().waitFor()
})

step('2. a trainee is enrolled by hand', async () => {
  await course()
  await addNewTrainee(page, { name: NAME, email: EMAIL })
})

step('2. a list is looked over, corrected and taken in', async () => {
  await page.getByRole('link', { name: 'Plakken of uploaden' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'deelnemers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(LIST),
  })
  await page.getByRole('button', { name: 'Afgekeurd (1)' }).click()
  await row(page, 'Deze datum bestaat niet')
    .getByRole('button', { name: /^Regel \d+ aanpassen$/ })
    .click()
  await page.getByRole('dialog').getByLabel('Geboortedatum').fill('28-02-1990')
  await page.getByRole('button', { name: 'Regel opnieuw controleren' }).click()
  await page.getByRole('button', { name: 'Dubbel in de lijst (1)' }).waitFor()
  await page.getByRole('button', { name: '2 cursisten toevoegen' }).click()
  await page.getByText('De lijst is verwerkt').waitFor()
  await page.getByRole('link', { name: 'Naar de cursus' }).click()
  await row(page, 'Ilse Hijskraan').waitFor()
  await row(page, 'Ruben de Takelaar').waitFor()
})

step('3. a template is written and sends the invitations, one mail each', async () => {
  await page.goto('/settings/templates/new')
  await page.getByLabel('Naam').fill(TEMPLATE)
  await page.getByRole('textbox', { name: 'Onderwerp' }).fill('Tot ziens bij het takelen')
  await page.getByRole('textbox', { name: 'Inhoud' }).fill('Neem je veiligheidsschoenen mee.')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await told(page, 'Sjabloon opgeslagen')
  await course()
  await page.getByRole('button', { name: 'Uitnodigen' }).click()
  await page.getByRole('menuitem', { name: 'Cursisten' }).click()
  await page.getByRole('combobox', { name: 'Kies een template (optioneel)' }).click()
  await page.getByRole('option', { name: TEMPLATE }).click()
  const plan = page.getByRole('complementary', { name: 'Wie krijgt wat' })
  await plan.getByText('3 mails').waitFor()
  await plan.getByText(EMAIL).waitFor()
  await page.getByRole('button', { name: 'Verzenden' }).click()
  await told(page, '3 mails gaan over 10 seconden weg')
  const mail = await mailArrives(
    ({ words, raw }) => raw.includes(EMAIL) && words.includes('veiligheidsschoenen'),
  )
  assert.match(mail.raw, /^Subject: Tot ziens bij het takelen/m)
  await row(page, NAME)
    .getByText(/Verstuurd/)
    .waitFor()
  assert.equal(mailsTo(EMAIL).length, 1)
})

step('4. instructors are asked, one answers, is confirmed, and the other is declined', async () => {
  await course('instructors')
  for (const name of ['Henk Wolters', 'Samira el Khatib']) {
    await row(page, name)
      .getByRole('button', { name: `${name} uitnodigen` })
      .click()
    await row(page, name).getByText('nog geen reactie').waitFor()
  }
  const mail = await mailArrives(
    ({ words }) => words.includes('Henk') && words.includes(TYPE) && words.includes('/antwoord/'),
  )
  const phone = await newPage({ width: 390, height: 844 })
  await phone.goto(answerLink(mail))
  await phone.getByRole('button', { name: 'Ik ben beschikbaar' }).click()
  await phone
    .getByText(/Bedankt/)
    .first()
    .waitFor()
  await phone.context().close()

  const henk = row(page, 'Henk Wolters')
  await henk.getByText('Beschikbaar').first().waitFor()
  await henk.getByRole('button', { name: 'Henk Wolters bevestigen als hoofdinstructeur' }).click()
  await henk.getByText('Bevestigd als hoofdinstructeur').waitFor()
  await page.getByRole('button', { name: 'Stuur afwijzingen (1)' }).click()
  await row(page, 'Samira el Khatib').getByText('Afgewezen').waitFor()
  await page.getByText('Nog geen instructeur').waitFor({ state: 'detached' })
})

step('5. who was there and who passed is marked with one tap each', async () => {
  await course()
  await page.getByRole('button', { name: 'Iedereen aanwezig' }).click()
  await page.getByText('3 van 3 ingevuld').waitFor()
  await page.getByRole('button', { name: 'Iedereen geslaagd' }).click()
  const absent = row(page, 'Ilse Hijskraan')
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/marks'))
  await absent.getByRole('button', { name: 'Nee: Ilse Hijskraan was niet aanwezig' }).click()
  await saved
  const marks = page.waitForResponse(
    (answer) => answer.url().includes('/enrolments') && answer.request().method() === 'GET',
  )
  await page.reload()
  await marks
  const pressed = (name) => page.getByRole('button', { name, pressed: true })
  await pressed(`Ja: ${NAME} is geslaagd`).waitFor()
  await pressed('Nee: Ilse Hijskraan was niet aanwezig').waitFor()
  await expect(pressed('Ja: Ilse Hijskraan is geslaagd')).toHaveCount(0)
})

step('5. the neutral attendance list downloads as a PDF', async () => {
  await page.getByRole('button', { name: 'Presentielijst' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Presentielijst in het Nederlands' }).click(),
  ])
  assert.match(download.suggestedFilename(), /\.pdf$/)
  assert.equal(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
})

after(async () => {
  await page?.context().close()
})

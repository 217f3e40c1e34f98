// From a course that was held to certificates that anybody can check: a certified course, and an external one.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before } from 'node:test'
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
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
const PASSED = `Zoë van der Hart ${RUN}`
const FAILED = `Wim de Groot ${RUN}`
const EMAIL = `zoe.${RUN}@e2e.example`
const FILE = { name: 'lijst.txt', mimeType: 'text/plain', buffer: Buffer.from('Iedereen tekende.\n') }

let page
let courseId
let verification
const step = journey(() => page)
const course = (tab = '') => page.goto(`/courses/${courseId}${tab && `?tab=${tab}`}`)
const panel = () => page.getByRole('region', { name: 'Verwerken' })

async function mark(name, field, answer) {
  await page.getByRole('button', { name: field[answer](name), exact: true }).click()
}
const ATTENDED = { yes: (name) => `Ja: ${name} was aanwezig`, no: (name) => `Nee: ${name} was niet aanwezig` }
const RESULT = { yes: (name) => `Ja: ${name} is geslaagd`, no: (name) => `Nee: ${name} is niet geslaagd` }

async function upload(label) {
  await page.locator(`input[type=file][aria-label="Bestand kiezen voor ${label}"]`).setInputFiles(FILE)
  await page.getByRole('listitem').filter({ hasText: label }).getByText('lijst.txt').waitFor()
}

before(async () => {
  page = await loggedIn()
})

step('1. a certified course is booked, with what it needs', async () => {
  await page.goto('/courses/new?kind=certified')
  await choose(page, 'Type', 'EHBO', /EHBO/)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(dayFromNow(-3))
  await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}$/)
  courseId = page.url().split('/').at(-1)
  await addNewTrainee(page, { name: PASSED, email: EMAIL })
  await addNewTrainee(page, { name: FAILED })
})

step('2. what is missing is listed, and processing is refused until all is there', async () => {
  await panel().getByText('Aanwezigheid: 0 van 2').waitFor()
  await panel().getByText(`${PASSED}: aanwezig of niet`).waitFor()
  await panel().getByText('Documenten: 0 van 2').waitFor()
  await panel().getByRole('button', { name: 'Verwerken' }).click()
  await panel().getByText('De cursus is nog niet compleet').waitFor()
  await mark(PASSED, ATTENDED, 'yes')
  await mark(PASSED, RESULT, 'yes')
  await mark(FAILED, ATTENDED, 'yes')
  await mark(FAILED, RESULT, 'no')
  await panel().getByText('Uitslag: 2 van 2').waitFor()
  await course('files')
  await upload('Presentielijst')
  await upload('Examens')
  await panel().getByText('Alles is er.').waitFor()
})

step('3. processing gives who passed a certificate', async () => {
  await panel().getByRole('button', { name: 'Verwerken' }).click()
  await told(page, '1 certificaat uitgegeven')
  await page.getByText('Afgerond').first().waitFor()
  await panel().getByRole('link', { name: 'Toon certificaten' }).click()
  await row(page, PASSED).getByText('Geldig').waitFor()
  await expect(row(page, FAILED)).toHaveCount(0)
})

step('4. the certificate is downloaded and mailed', async () => {
  await row(page, PASSED)
    .getByRole('button', { name: /^Acties voor certificaat/ })
    .click()
  const link = page.getByRole('menuitem', { name: 'Controlepagina openen' })
  verification = await link.getAttribute('href')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Downloaden als pdf' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^Certificaat \d+ .*\.pdf$/)
  assert.equal(
    readFileSync(await download.path())
      .subarray(0, 4)
      .toString(),
    '%PDF',
  )
  await page.getByRole('button', { name: 'Versturen per mail' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Certificaten versturen' })
  await dialog.getByText(EMAIL).waitFor()
  await dialog.getByRole('button', { name: 'Versturen' }).click()
  await told(page, '1 mail gaat zo weg')
  const mail = await mailArrives(({ raw }) => raw.includes(EMAIL) && raw.includes('application/pdf'))
  assert.match(mail.words, /Gefeliciteerd/)
  await row(page, PASSED)
    .getByText(/Verstuurd/)
    .waitFor()
})

step('5. anybody can check it, and a corrected result shows at once', async () => {
  const visitor = await newPage({ width: 390, height: 844, javaScript: false })
  await visitor.goto(verification)
  await visitor.getByText('Dit certificaat is geldig.').waitFor()
  await visitor.getByText(PASSED).waitFor()
  await course()
  await page.getByRole('button', { name: `Uitslag van ${PASSED} corrigeren` }).click()
  await page.getByRole('radio', { name: 'Aanwezig, niet geslaagd' }).check()
  await page.getByRole('button', { name: 'Corrigeren', exact: true }).click()
  await told(page, 'is gecorrigeerd')
  await visitor.reload()
  await visitor.getByText('ingetrokken').waitFor()
  await page.goto(`/certificates?state=revoked&q=${encodeURIComponent(PASSED)}`)
  await row(page, PASSED).getByText('Uitslag gecorrigeerd').waitFor()
})

step('6. an external course is processed the same way, and undone', async () => {
  courseId = await bookCourse(page, { type: 'Brandwacht', date: dayFromNow(-2) })
  await addNewTrainee(page, { name: `Bo Vis ${RUN}` })
  await page.getByRole('button', { name: 'Iedereen aanwezig' }).click()
  await page.getByRole('button', { name: 'Iedereen geslaagd' }).click()
  await course('files')
  await upload('Presentielijst')
  await panel().getByText('Alles is er.').waitFor()
  await panel().getByRole('button', { name: 'Verwerken' }).click()
  await panel().getByText('1 geldig certificaat').waitFor()
  await panel().getByRole('button', { name: 'Verwerken ongedaan maken' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Verwerken ongedaan maken' }).click()
  await told(page, 'staat weer open')
  await panel().getByRole('button', { name: 'Verwerken', exact: true }).click()
  await panel().getByText('1 geldig certificaat').waitFor()
})

step('7. certificates from elsewhere are taken over from a list', async () => {
  await page.goto('/certificates')
  await page.getByRole('link', { name: 'Certificaten importeren' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'certificaten.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'Naam;E-mail;Certificaat;Verloopdatum;Nummer',
        `Els Oud ${RUN};els.${RUN}@e2e.example;Zwemdiploma ${RUN};01-03-2028;NL-1`,
        `Els Oud ${RUN};els.${RUN}@e2e.example;Brandwacht;01-04-2028;NL-2`,
        `Jo Fout ${RUN};jo.${RUN}@e2e.example;Brandwacht;;`,
      ].join('\r\n'),
    ),
  })
  await row(page, 'Vul in wanneer het certificaat is uitgegeven').waitFor()
  await page.getByRole('button', { name: '2 certificaten toevoegen' }).click()
  await page.getByText('2 certificaten toegevoegd').waitFor()
  await page.getByRole('link', { name: 'Naar de certificaten' }).click()
  await page.getByRole('searchbox', { name: 'Zoek op naam, type of nummer' }).fill(`els ${RUN}`)
  await row(page, `Zwemdiploma ${RUN}`).getByText('van elders').waitFor()
  await expect(row(page, `Els Oud ${RUN}`)).toHaveCount(2)
})

// The people of a course: pasting, linking several to a customer, the waiting list, another course, taking out and back.
import { after, before } from 'node:test'
import { bookCourse, choose, dayFromNow, expect, journey, loggedIn, row, told } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const TYPE = 'Basistraining hoogwerker'
const PASTED = [
  'Voornaam\tTussenvoegsel\tAchternaam\tE-mailadres',
  `Bram\t\tPlakker${RUN}\tbram.${RUN}@e2e.example`,
  `Noor\tvan\tPlakken${RUN}\tnoor.${RUN}@e2e.example`,
].join('\n')
const BRAM = `Bram Plakker${RUN}`
const NOOR = `Noor van Plakken${RUN}`
const LATE = `Laat Komer${RUN}`

let page
let otherId
const step = journey(() => page)

before(async () => {
  page = await loggedIn()
  otherId = await bookCourse(page, { type: TYPE, date: dayFromNow(122), max: 1 })
  await bookCourse(page, { type: TYPE, date: dayFromNow(121), max: 2 })
})

step('people are pasted from a spreadsheet', async () => {
  await page.getByRole('link', { name: 'Plakken of uploaden' }).first().click()
  await page.getByText('Plakken uit Excel').click()
  await page.getByLabel('Plak hier je lijst').fill(PASTED)
  await page.getByRole('button', { name: 'Lijst lezen' }).click()
  await page.getByRole('button', { name: '2 cursisten toevoegen' }).click()
  await page.getByText('De lijst is verwerkt').waitFor()
  await page.getByRole('link', { name: 'Naar de cursus' }).click()
  for (const name of [BRAM, NOOR]) await row(page, name).waitFor()
})

step('several are linked to a customer at once', async () => {
  await page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check()
  await page.getByRole('button', { name: 'Klant koppelen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Klant koppelen aan 2 cursisten' })
  await dialog.getByRole('combobox', { name: 'Klant' }).click()
  const option = page.getByRole('option').first()
  const customer = (await option.innerText()).split('\n')[0]
  await option.click()
  await dialog.getByRole('button', { name: 'Koppelen' }).click()
  await told(page, '2 cursisten gekoppeld')
  for (const name of [BRAM, NOOR]) await row(page, name).getByText(customer).waitFor()
})

step('a full course offers its waiting list, and a free place is offered to who waits', async () => {
  await page.getByRole('button', { name: 'Cursist toevoegen' }).first().click()
  await choose(page, 'Zoek een bekende cursist', LATE, /als nieuwe cursist/)
  await page.getByRole('button', { name: 'Toevoegen aan de cursus' }).click()
  await page.getByRole('button', { name: /wachtlijst/i }).click()
  await row(page, LATE).getByText('Wachtlijst').waitFor()
  await row(page, BRAM)
    .getByRole('button', { name: new RegExp(`^${BRAM}`) })
    .click()
  await told(page, BRAM)
  await page.getByText(`${LATE} staat vooraan op de wachtlijst.`).waitFor()
})

step('taking somebody out is undone as long as the place is there', async () => {
  await page.getByRole('alert').getByRole('button', { name: 'Ongedaan maken' }).click()
  await row(page, BRAM).waitFor()
  await page.getByText(`${LATE} staat vooraan`).waitFor({ state: 'detached' })
})

step('one press gives the free place', async () => {
  await row(page, BRAM)
    .getByRole('button', { name: new RegExp(`^${BRAM}`) })
    .click()
  await page.getByRole('button', { name: `Plaats geven aan ${LATE}` }).click()
  await row(page, LATE).getByText('Wachtlijst').waitFor({ state: 'detached' })
})

step('two go to another course with one place: one by the waiting list', async () => {
  await page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check()
  await page.getByRole('button', { name: 'Naar andere cursus' }).click()
  const dialog = page.getByRole('dialog', { name: '2 cursisten naar een andere cursus' })
  await dialog.getByRole('button', { name: 'Verplaatsen', exact: true }).click()
  await dialog.getByText('Kies een cursus.').first().waitFor()
  await dialog.getByRole('combobox', { name: 'Andere cursus' }).click()
  await page.getByRole('option').filter({ hasText: '0 van 1 bezet' }).last().click()
  await dialog.getByRole('button', { name: 'Verplaatsen', exact: true }).click()
  await dialog.getByRole('button', { name: 'Toch verplaatsen, met wachtlijst' }).click()
  await told(page, '2 cursisten zijn verplaatst')
  await page.getByText('Nog geen cursisten op deze cursus.').waitFor()
  await page.goto(`/courses/${otherId}`)
  await row(page, NOOR).waitFor()
  await row(page, LATE).waitFor()
  await expect(page.getByRole('row').filter({ hasText: 'Wachtlijst' })).toHaveCount(1)
})

after(async () => {
  await page?.context().close()
})

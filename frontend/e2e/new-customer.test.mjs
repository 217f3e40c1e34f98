// A new customer with contact person in at most three steps, and what then hangs on it.
import assert from 'node:assert/strict'
import { before } from 'node:test'
import { expect, journey, loggedIn, told } from './support/browser.mjs'

const NAME = `Bakkerij Proef ${Date.now().toString(36)}`
const MOST_STEPS = 3

let page
const step = journey(() => page)
const tab = (name) => page.getByRole('tab', { name, exact: true })

before(async () => {
  page = await loggedIn()
})

step('a new customer takes at most three steps', async () => {
  let steps = 0
  const act = async (what) => {
    steps += 1
    await what()
  }
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await act(async () => {
    await page.keyboard.press('n')
    await page.keyboard.press('k')
  })
  await page.getByLabel('Firma').fill(NAME)
  await page.getByRole('textbox', { name: 'Adres', exact: true }).fill('Dorpsstraat 1, 1234 AB Ons Dorp')
  await page.getByRole('textbox', { name: 'Contactpersoon', exact: true }).fill('Petra Kok')
  await page.getByLabel('Contactpersoon e-mail').fill('petra@bakkerij.example')
  await page.getByLabel('Opmerkingen').fill('Belt liever')
  await act(() => page.keyboard.press('Control+Enter'))
  await told(page, 'Klant opgeslagen.')
  assert.ok(steps <= MOST_STEPS, `it took ${steps} steps`)
})

step('its page shows the remarks, and a tab for everything that hangs on it', async () => {
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
  await page.getByText('Belt liever').first().waitFor()
  await page.getByText('Deze klant heeft nog geen cursisten.').waitFor()
  for (const name of ['Cursussen', 'Certificaten', 'Certificatiedata', 'Mails', 'Bestanden', 'Gegevens'])
    await tab(name).click()
  await page.getByLabel('Firma').waitFor()
})

step('a second contact person takes the invoices over', async () => {
  await page.getByRole('button', { name: 'Contactpersoon toevoegen' }).click()
  const second = page.getByRole('group', { name: 'Contactpersoon 2' })
  await second.getByRole('textbox', { name: 'Naam' }).fill('Ria Bos')
  await second.getByLabel('Contactpersoon e-mail').fill('ria@bakkerij.example')
  await second.getByLabel('facturen').check()
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await told(page, 'Klant opgeslagen.')
  const people = page.getByRole('list', { name: 'Contactpersonen' }).getByRole('listitem')
  await people.filter({ hasText: 'Ria Bos' }).getByText('facturen').waitFor()
})

step('a file is kept with it', async () => {
  await tab('Bestanden').click()
  await page.getByText('Er zijn nog geen bestanden bij deze klant.').waitFor()
  const buffer = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
  await page
    .getByLabel('Bestand toevoegen')
    .setInputFiles({ name: 'afspraken.pdf', mimeType: 'application/pdf', buffer })
  await page.getByRole('link', { name: 'afspraken.pdf' }).waitFor()
})

step('a certification item of it begins with its name', async () => {
  await tab('Certificatiedata').click()
  await page.getByRole('link', { name: 'Nieuw item' }).click()
  await expect(page.getByRole('combobox', { name: 'Klant' })).toHaveValue(NAME)
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
})

step('it is archived, found among the archived, and brought back', async () => {
  await page.getByRole('button', { name: 'Archiveren' }).click()
  await told(page, 'Klant gearchiveerd.')
  await page.goto('/customers?archived=true')
  await page.getByRole('link', { name: NAME }).click()
  await page.getByRole('button', { name: 'Terughalen uit archief' }).click()
  await told(page, 'Klant staat weer in de lijst.')
})

step('customers come in as a list, and a row that is not right says why', async () => {
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Lijst', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Klanten importeren' }).click()
  const dialog = page.getByRole('dialog', { name: 'Klanten importeren' })
  const rows = [
    'Firma;Adres;Contactpersoon;E-mail',
    `Lijst ${NAME};Weg 1;Jo;jo@lijst.example`,
    'Leeg;Weg 2;;',
  ]
  const buffer = Buffer.from(rows.join('\n'))
  await dialog
    .getByLabel('Bestand met de lijst')
    .setInputFiles({ name: 'klanten.csv', mimeType: 'text/csv', buffer })
  await dialog.getByText(/Rij 3/).waitFor()
  await dialog.getByRole('button', { name: '1 regel toevoegen' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: `Lijst ${NAME}` }).waitFor()
})

// An AED from its entry, over the dashboard on which its electrodes are due, to the renewal that leaves history.
import assert from 'node:assert/strict'
import { before } from 'node:test'
import { choose, dayFromNow, journey, loggedIn, row, told } from './support/browser.mjs'

const NAME = `AED kantine ${Date.now().toString(36)}`

let page
const step = journey(() => page)
const button = (name) => page.getByRole('button', { name, exact: true })
const section = (name) => page.getByRole('region', { name })

before(async () => {
  page = await loggedIn()
})

step('an AED is entered with due dates of its own, which follow from the inspection', async () => {
  await page.goto('/certification-items')
  await button('Nieuw item').click()
  await choose(page, 'Soort', 'AED', 'AED')
  await page.getByLabel('Omschrijving').fill(NAME)
  await page.getByLabel('Identificatie').fill('SN-1')
  await page.getByLabel('Keuringsdatum').fill(dayFromNow(-360))
  await page.getByLabel('Onderdeel').nth(2).waitFor()
  assert.deepEqual(
    await page.getByLabel('Onderdeel').evaluateAll((fields) => fields.map((field) => field.value)),
    ['Keuring', 'Batterij', 'Elektroden'],
  )
  await page.getByRole('textbox', { name: 'Verloopdatum' }).nth(2).fill(dayFromNow(20))
  await button('Opslaan').click()
  await told(page, 'Item opgeslagen.')
  await section('Verloopdata').getByText('Aan de beurt').first().waitFor()
})

step('the dashboard names it, and its number equals the list', async () => {
  await page.goto('/')
  const heading = page.getByRole('link', { name: /^Certificatiedata aan de beurt \(\d+\)$/ })
  const count = Number(/\((\d+)\)/.exec(await heading.textContent())[1])
  await heading.click()
  await row(page, NAME).waitFor()
  assert.equal(await page.getByRole('row').count(), count + 1)
})

step('renewing what is due takes it off the list and leaves history', async () => {
  await page.getByRole('link', { name: NAME }).click()
  await button('Vernieuwen').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Vernieuwen' }).click()
  await told(page, 'Vernieuwd.')
  await section('Historie').getByText('Elektroden').waitFor()
  await page.goto(`/certification-items?due=true&q=${encodeURIComponent(NAME)}`)
  await page.getByText('Niets gevonden met deze filters.').waitFor()
})

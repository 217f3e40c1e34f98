// A white-label course: files only, the reseller named, and never something to process (R-EXT-05).
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { choose, dayFromNow, expect, journey, loggedIn, row } from './support/browser.mjs'

const TYPE = 'Basistraining hoogwerker'
const RESELLER = `Groothandel ${Date.now().toString(36)}`

let page
let courseId
const step = journey(() => page)

before(async () => {
  page = await loggedIn()
})

step('it is booked with the reseller, on a day that has passed', async () => {
  await page.goto('/courses/new?kind=external')
  await choose(page, 'Type', TYPE, TYPE)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(dayFromNow(-4))
  await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await page.getByLabel('Dit betreft een whitelabeled cursus').check()
  await page.getByLabel('Wederverkoper').fill(RESELLER)
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}$/)
  courseId = page.url().split('/').at(-1)
})

step('its screen has files and no trainees, and nothing to process', async () => {
  await page.getByText(RESELLER).waitFor()
  await page.getByText('Whitelabel', { exact: true }).first().waitFor()
  const tabs = await page.getByRole('tab').allInnerTexts()
  assert.ok(tabs.includes('Bestanden'), String(tabs))
  assert.ok(!tabs.includes('Cursisten'), String(tabs))
  const words = await page.locator('main').innerText()
  assert.ok(!words.includes('Te verwerken'), 'it is shown as to be processed')
  await expect(page.getByRole('button', { name: /verwerken/i })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Cursist toevoegen' })).toHaveCount(0)
})

step('a file can be added', async () => {
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({
      name: 'bewijs.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1'),
    })
  await page.getByText('bewijs.pdf').first().waitFor()
})

step('the list of what is to be processed leaves it out; searching finds it', async () => {
  await page.goto(`/courses?state=held&q=${encodeURIComponent(RESELLER)}`)
  await page.getByText('Niets gevonden').or(page.getByText(/geen/i)).first().waitFor()
  await expect(row(page, TYPE)).toHaveCount(0)
  await page.goto(`/courses?q=${encodeURIComponent(RESELLER)}`)
  await row(page, TYPE).waitFor()
  assert.match(await row(page, TYPE).innerText(), /Whitelabel/)
  assert.ok(courseId)
})

after(async () => {
  await page?.context().close()
})

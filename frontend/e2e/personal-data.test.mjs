// A trainee asks what is known of him, and to be forgotten.
import assert from 'node:assert/strict'
import { before } from 'node:test'
import { journey, loggedIn, told } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const NAME = `Wim Weg${RUN}`

let page
let id
const step = journey(() => page)

before(async () => {
  page = await loggedIn({ role: 'admin' })
  id = await page.evaluate(async (family) => {
    const answer = await fetch('/api/v1/trainees', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ givenName: 'Wim', familyName: family, email: `${family}@e2e.example` }),
    })
    return (await answer.json()).id
  }, `Weg${RUN}`)
})

async function choose(name) {
  await page.getByRole('button', { name: 'Persoonsgegevens' }).click()
  await page.getByRole('menuitem', { name }).click()
}

step('everything of a trainee comes as one workbook', async () => {
  await page.goto(`/trainees/${id}`)
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    choose('Alles van deze cursist downloaden'),
  ])
  assert.match(download.suggestedFilename(), /\.xlsx$/)
})

step('erasing says what goes and what stays, and wants the name', async () => {
  await choose('Gegevens wissen')
  const dialog = page.getByRole('dialog', { name: `${NAME} wissen` })
  await dialog.getByText('Dit gaat voorgoed weg').waitFor()
  await dialog.getByText('Dit blijft, zonder naam').waitFor()
  await dialog.getByRole('textbox', { name: /^Reden/ }).fill('Verzoek per brief')
  await dialog.getByRole('textbox', { name: /^Naam ter bevestiging/ }).fill('Iemand anders')
  await dialog.getByRole('button', { name: 'Voorgoed wissen' }).click()
  await dialog.getByText(`Typ precies ${NAME}.`).first().waitFor()
  await dialog.getByRole('textbox', { name: /^Naam ter bevestiging/ }).fill(NAME)
  await dialog.getByRole('button', { name: 'Voorgoed wissen' }).click()
  await told(page, 'De gegevens zijn gewist.')
})

step('afterwards the page knows nobody', async () => {
  await page.getByRole('heading', { level: 1, name: 'Gewiste cursist' }).waitFor()
  await page.getByText('De gegevens van deze cursist zijn gewist').waitFor()
  await page.getByRole('button', { name: 'Persoonsgegevens' }).waitFor({ state: 'detached' })
})

step('his history says so too, without a word of his', async () => {
  await page.getByRole('button', { name: 'Toon geschiedenis' }).click()
  await page.waitForURL(/history=open/)
  await page.getByText('Gegevens van cursist gewist').waitFor()
  await page.getByText('Cursist toegevoegd').waitFor()
  assert.equal(await page.getByText(NAME).count(), 0)
})

step('the list does not show him until asked for those who were erased', async () => {
  await page.goto('/trainees')
  await page.getByRole('table').waitFor()
  assert.equal(await page.getByText('Gewiste cursist', { exact: true }).count(), 0)
  await page.getByRole('checkbox', { name: 'Gewiste cursisten' }).check()
  await page.waitForURL(/erased=true/)
  await page.getByRole('link', { name: 'Gewiste cursist' }).first().waitFor()
})

step('the log tells who did it, and names nobody', async () => {
  await page.goto('/settings/log')
  const line = page.getByRole('row').filter({ hasText: 'Gegevens van cursist gewist' }).first()
  await line.getByText('Reden: Verzoek per brief').waitFor()
  await page.getByRole('combobox', { name: 'Waarop' }).click()
  await page.getByRole('option', { name: 'Cursisten', exact: true }).click()
  await page.waitForURL(/subjectType=trainee/)
  await page.getByText('Gegevens van cursist gedownload').first().waitFor()
  assert.equal(await page.getByText(NAME).count(), 0)
})

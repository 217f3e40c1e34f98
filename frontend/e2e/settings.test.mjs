// What an administrator sets up: locations, own instructors, API keys, colleagues; and a letter to an instructor.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { errorAt, expect, journey, loggedIn, newPage, row, told, userOf } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'
import { demo } from './support/portal.mjs'

const RUN = Date.now().toString(36)
const COLLEAGUE = `collega-${RUN}@voorbeeld.example`
let page
const step = journey(() => page)
const dialog = () => page.getByRole('dialog')
const press = (name) => page.getByRole('button', { name, exact: true }).first().click()

before(async () => {
  page = await loggedIn({ role: 'admin' })
})
after(async () => {
  await page?.context().close()
})

step('one card of the organisation saves on its own, and says when', async () => {
  await page.goto('/settings')
  const card = page.getByRole('region', { name: 'Planning' })
  await card.getByLabel('Alleen als de tijden elkaar overlappen').check()
  await card.getByLabel('Reistijd tussen twee cursussen (minuten)').fill('30')
  await card.getByText('Niet opgeslagen').waitFor()
  await card.getByRole('button', { name: 'Opslaan' }).click()
  await card.getByText(/^Opgeslagen \d\d:\d\d$/).waitFor()
  await page.reload()
  await expect(card.getByLabel('Reistijd tussen twee cursussen (minuten)')).toHaveValue('30')
  await card.getByLabel('Zodra hij die dag ergens anders is geboekt').check()
  await card.getByRole('button', { name: 'Opslaan' }).click()
  await card.getByText(/^Opgeslagen \d\d:\d\d$/).waitFor()
})

step('a location is added, changed, and taken out of the list', async () => {
  await page.getByRole('link', { name: 'Trainingslocaties' }).click()
  await press('Nieuwe locatie')
  await dialog().getByLabel('Naam').fill(`Zaal ${RUN}`)
  await dialog().getByLabel('Plaats', { exact: true }).fill('Ede')
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  await row(page, `Zaal ${RUN}`)
    .getByRole('button', { name: /bewerken$/ })
    .click()
  await dialog().getByLabel('Aantal plaatsen').fill('14')
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  await row(page, `Zaal ${RUN}`).getByText('14').waitFor()
  await row(page, `Zaal ${RUN}`)
    .getByRole('button', { name: /verwijderen$/ })
    .click()
  await dialog().getByRole('button', { name: 'Verwijderen' }).click()
  await told(page, 'Locatie verwijderd.')
  await row(page, `Zaal ${RUN}`).waitFor({ state: 'detached' })
})

step('an external instructor is added; the same address again is told at the field', async () => {
  await page.getByRole('link', { name: 'Externe instructeurs' }).click()
  for (const name of [`Bas ${RUN}`, `Sebastiaan ${RUN}`]) {
    await press('Nieuwe externe instructeur')
    await dialog().getByLabel('Naam').fill(name)
    await dialog().getByLabel('E-mailadres').fill(`bas-${RUN}@docent.example`)
    await dialog().getByRole('button', { name: 'Opslaan' }).click()
    if (name.startsWith('Bas')) await dialog().waitFor({ state: 'detached' })
  }
  const address = dialog().getByLabel('E-mailadres')
  await dialog().locator('[aria-invalid="true"]').waitFor()
  assert.match(await errorAt(address), /al een externe instructeur met dit e-mailadres/)
  await expect(dialog().getByLabel('Naam')).toHaveValue(`Sebastiaan ${RUN}`)
  await address.fill(`sebastiaan-${RUN}@docent.example`)
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  await row(page, `Sebastiaan ${RUN}`).waitFor()
})

step('an API key is shown once, works as far as it may, and not any more once it is revoked', async () => {
  await page.getByRole('link', { name: 'API-sleutels' }).click()
  await press('Nieuwe API-sleutel')
  await dialog().getByLabel('Naam').fill(`Koppeling ${RUN}`)
  await dialog().getByLabel('Cursussen lezen').check()
  await dialog().getByRole('button', { name: 'Sleutel maken' }).click()
  const key = await dialog().getByLabel('API-sleutel', { exact: true }).inputValue()
  await press('Klaar, ik heb hem bewaard')
  assert.equal((await page.content()).includes(key), false)
  const ask = async (path) =>
    (await fetch(`${demo().baseUrl}/api/v1/${path}`, { headers: { Authorization: `Bearer ${key}` } })).status
  assert.deepEqual([await ask('courses'), await ask('trainees')], [200, 403])
  await row(page, `Koppeling ${RUN}`)
    .getByRole('button', { name: /^Intrekken/ })
    .click()
  await dialog().getByRole('button', { name: 'Intrekken' }).click()
  await row(page, `Koppeling ${RUN}`).getByText('Ingetrokken').waitFor()
  assert.equal(await ask('courses'), 401)
})

step('an instructor is found by type and region, and gets a letter that the portal sends', async () => {
  await page.goto('/instructors')
  await page.getByRole('combobox', { name: 'Regio' }).click()
  await page.getByRole('option', { name: /Groningen/ }).click()
  await row(page, 'Ineke Postma').waitFor()
  await row(page, 'Fatima Bouzid').waitFor({ state: 'detached' })
  assert.match(page.url(), /region=9/)
  await press('Mailen: Ineke Postma')
  await dialog().getByLabel('Onderwerp').fill(`Vraag ${RUN}`)
  await dialog().getByLabel('Bericht').fill('Geef je ook les in het weekend?')
  await dialog().getByRole('button', { name: 'Verzenden' }).click()
  await told(page, 'Bericht aan Ineke Postma verstuurd.')
  const { raw, words } = await mailArrives((mail) => mail.raw.includes(`Vraag ${RUN}`))
  assert.match(words, /in het weekend/)
  assert.match(raw, /^Reply-To:.*info@delinde-demo\.example/im)
})

step(
  'a colleague is invited, chooses a password by the link, and is in; his access is taken away again',
  async () => {
    await page.goto('/settings/users')
    await press('Collega uitnodigen')
    await dialog().getByLabel('Naam').fill('Bea de Boer')
    await dialog().getByLabel('E-mailadres').fill(COLLEAGUE)
    await dialog().getByRole('button', { name: 'Uitnodigen' }).click()
    await row(page, COLLEAGUE).waitFor()
    const { words } = await mailArrives((mail) => mail.raw.includes(COLLEAGUE))
    const other = await newPage()
    await other.goto(/http\S+\/welcome#\S+/.exec(words)[0])
    await other.getByLabel('Nieuw wachtwoord').fill('fietsbel onder de brug')
    await other.getByRole('button', { name: 'Account maken' }).click()
    await other.getByRole('heading', { name: 'Dashboard' }).waitFor()
    const bea = row(page, COLLEAGUE)
    await bea.getByRole('combobox', { name: 'Rol van Bea de Boer' }).waitFor()
    await bea.getByRole('button', { name: 'Toegang intrekken: Bea de Boer' }).click()
    await dialog().getByRole('button', { name: 'Toegang intrekken' }).click()
    await bea.waitFor({ state: 'detached' })
    await other.goto('/courses')
    await other.waitForURL((url) => url.pathname === '/login')
    await other.context().close()
  },
)

step('a forgotten password is set anew by the link of a mail', async () => {
  const { email, password } = userOf('A', 'viewer')
  const other = await newPage()
  await other.goto('/login')
  await other.getByRole('link', { name: 'Wachtwoord vergeten?' }).click()
  await other.getByLabel('E-mailadres').fill(email)
  await other.getByRole('button', { name: 'Mail mij een link' }).click()
  await other.getByText(/De link werkt een uur/).waitFor()
  const { words } = await mailArrives(
    (mail) => mail.raw.includes(email) && mail.words.includes('/new-password#'),
  )
  await other.goto(/http\S+\/new-password#\S+/.exec(words)[0])
  await other.getByLabel('Nieuw wachtwoord').fill(password.length >= 12 ? password : 'fietsbel onder de brug')
  await other.getByRole('button', { name: 'Wachtwoord opslaan' }).click()
  await other.getByRole('link', { name: 'Inloggen' }).click()
  await other.getByLabel('E-mailadres').fill(email)
  await other
    .getByLabel('Wachtwoord', { exact: true })
    .fill(password.length >= 12 ? password : 'fietsbel onder de brug')
  await other.getByRole('button', { name: 'Inloggen' }).click()
  await other.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await other.context().close()
})

// An administrator sends from an address of the provider's own domain: refused, named, published, in use, and left again.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { errorAt, journey, loggedIn, told } from './support/browser.mjs'
import { publish } from './support/dns.mjs'
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
const DOMAIN = `opleider-${RUN}.example`
const KEY = 'v=DKIM1; k=rsa; p=MIIBIjANBg'
const COLLEAGUE = `afzender-${RUN}@voorbeeld.example`
let page
const step = journey(() => page)
const record = (name) => page.getByRole('region', { name, exact: true })
const press = (name) => page.getByRole('button', { name, exact: true }).click()

before(async () => {
  publish({ 'mail._domainkey.c-bot.example': [KEY] })
  page = await loggedIn({ role: 'admin' })
})
after(() => page?.context().close())

step('a mailbox that everybody can have is refused at the field', async () => {
  await page.goto('/settings/sender')
  await page.getByText(/gaan uit van portaal@c-bot\.example/).waitFor()
  await page.getByLabel('Adres van de afzender').fill('mijn.opleiding@gmail.com')
  await press('Opslaan')
  assert.match(await errorAt(page.getByLabel('Adres van de afzender')), /gratis mailboxen/)
})

step('with an own domain the page says what to publish, and that it is not there yet', async () => {
  await page.getByLabel('Adres van de afzender').fill(`cursus@${DOMAIN}`)
  await press('Opslaan')
  await page.getByText(`Zet de regels hieronder in de DNS van ${DOMAIN}`, { exact: false }).waitFor()
  await press('Controleer nu')
  for (const name of ['Eigendom', 'SPF', 'DKIM']) await record(name).getByText('Ontbreekt').waitFor()
})

step('with exactly those records it is in use', async () => {
  const value = (name) => record(name).locator('code').nth(1).innerText()
  publish({
    [DOMAIN]: [await value('Eigendom'), await value('SPF')],
    [`mail._domainkey.${DOMAIN}`]: [KEY],
  })
  await press('Controleer nu')
  await page.getByText(`Je mails gaan uit van cursus@${DOMAIN}`, { exact: false }).waitFor()
  for (const name of ['Eigendom', 'SPF', 'DKIM']) await record(name).getByText('In orde').waitFor()
  await record('DMARC (advies)').getByText('Ontbreekt').waitFor()
})

step('a mail leaves from it, and comes back to the portal', async () => {
  await page.goto('/settings/users')
  await press('Collega uitnodigen')
  await page.getByRole('dialog').getByLabel('Naam').fill('Afzender')
  await page.getByRole('dialog').getByLabel('E-mailadres').fill(COLLEAGUE)
  await page.getByRole('dialog').getByRole('button', { name: 'Uitnodigen' }).click()
  const { raw } = await mailArrives((mail) => mail.raw.includes(COLLEAGUE))
  assert.match(raw, new RegExp(`^From: .*<cursus@${DOMAIN}>`, 'm'))
  assert.match(raw, /^X-Envelope-From: \S+@c-bot\.example/m)
})

step('a line that is gone is told; taking the address away brings back the portal’s', async () => {
  publish({ [DOMAIN]: [] })
  await page.goto('/settings/sender')
  await press('Controleer nu')
  await page.getByText('klopt niet alles meer', { exact: false }).waitFor()
  await record('Eigendom').getByText('Ontbreekt').waitFor()
  await press('Eigen adres weghalen')
  await page.getByRole('dialog').getByRole('button', { name: 'Eigen adres weghalen' }).click()
  await told(page, 'Eigen adres weggehaald.')
  await page.getByText(/gaan uit van portaal@c-bot\.example/).waitFor()
})

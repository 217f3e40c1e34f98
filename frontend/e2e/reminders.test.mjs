// Reminders: what goes out is shown before it does, goes out once, and stops when its reader asks.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { expect, journey, loggedIn, newPage, row, told } from './support/browser.mjs'
import { mailArrives, mailsTo } from './support/mailbox.mjs'
import { sendReminders } from './support/reminders.mjs'

const PAGE = '/settings/trainee-reminders'
let page
let reader
let stopLink
let traineeName

before(async () => {
  page = await loggedIn({ role: 'admin' })
})
after(async () => {
  await page?.context().close()
})
const step = journey(() => page)

step('the screen shows to whom the next reminders go, before they are switched on', async () => {
  await page.goto(PAGE)
  const plan = page.getByRole('complementary', { name: 'Wat de volgende keer uitgaat' })
  await plan.getByText(/Er gaan \d+ mails uit/).waitFor()
  await plan.getByText(/krijgen hun herinnering op/).waitFor()
  const answer = await page.request.post('/api/v1/trainee-reminders/plans', { data: {} })
  const { mails } = await answer.json()
  const own = mails.find(({ recipientName, names }) => names[0] === recipientName)
  reader = own.recipientEmail
  traineeName = own.names[0]
  await plan.getByText(reader).first().waitFor()
})

step('they are switched on with one click and a save', async () => {
  await page.getByRole('switch', { name: 'Inschakelen' }).check({ force: true })
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.getByText(/Opgeslagen/).waitFor()
  await page.reload()
  await expect(page.getByRole('switch', { name: 'Inschakelen' })).toBeChecked()
})

step('each goes out once, however often the run is repeated', async () => {
  assert.match(sendReminders('A'), /: [1-9]\d* mails/)
  assert.match(sendReminders('A'), /: 0 mails/)
  const mail = await mailArrives(({ raw }) => raw.includes(reader))
  assert.match(mail.raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im)
  assert.match(mail.raw, /^Auto-Submitted: auto-generated/im)
  stopLink = /https?:\/\/[^\s"'<>]+\/afmelden\/[\w.~-]+/.exec(mail.words)[0]
  const certificates = mailsTo(reader).map(({ words }) => /geldig tot en met .*/.exec(words)[0])
  assert.equal(new Set(certificates).size, certificates.length)
  await page.goto('/mails')
  await row(page, 'Cursistherinnering').first().waitFor()
})

step('its reader stops them without logging in and without JavaScript', async () => {
  const phone = await newPage({ width: 390, height: 844, javaScript: false })
  await phone.goto(stopLink)
  await phone.getByRole('heading', { name: 'Geen herinneringen meer?' }).waitFor()
  await phone.getByRole('button', { name: 'Meld me af' }).click()
  await phone.getByRole('heading', { name: 'Je bent afgemeld' }).waitFor()
  await phone.context().close()
})

step('the provider sees it at the trainee and in the list, and can take it back', async () => {
  await page.goto('/settings/opt-outs')
  const line = row(page, 'Afgemeld met de link in een mail')
  await line.getByRole('link', { name: traineeName }).click()
  await page.getByText(/meldde zich af met de link in een mail/).waitFor()
  await page.getByRole('button', { name: 'Geen herinneringen sturen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reden').fill('Gaat met pensioen')
  await dialog.getByRole('button', { name: 'Geen herinneringen sturen' }).click()
  await told(page, 'krijgt deze herinneringen niet meer')
  await page.getByText('Reden: Gaat met pensioen').waitFor()
  await page.getByRole('button', { name: 'Weer sturen' }).first().click()
  await told(page, 'krijgt deze herinneringen weer')
})

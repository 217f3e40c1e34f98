// One's own account: a colleague changes his password at his desk, and goes on with it on his phone.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { journey, loggedIn, newPage, told } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
const EMAIL = `eigen-${RUN}@collega.example`
const [OLD, NEW] = ['fietsbel onder de brug', 'drie keer regen in mei']

let desk
let phone
const step = journey(() => desk)

/** Types address and password on the login page, and sends them. */
async function knock(page, password) {
  await page.goto('/login')
  await page.getByLabel('E-mailadres').fill(EMAIL)
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
}

const comesIn = (page) => page.waitForURL((url) => url.pathname !== '/login')

before(async () => {
  const admin = await loggedIn({ role: 'admin' })
  await admin.request.post('/api/v1/user-invitations', {
    data: { name: 'Eva Eigen', email: EMAIL, role: 'viewer' },
  })
  const { words } = await mailArrives(({ raw, words }) => raw.includes(EMAIL) && words.includes('/welcome#'))
  const [, token] = /\/welcome#(\S+)/.exec(words)
  await admin.context().close()
  desk = await newPage()
  phone = await newPage({ width: 390, height: 844 })
  const joined = await phone.request.post('/api/v1/invitation-acceptances', {
    data: { token, name: 'Eva Eigen', password: OLD },
  })
  assert.equal(joined.status(), 201)
  await knock(desk, OLD)
  await comesIn(desk)
})

step('the password is changed from the account menu, and the phone is logged out', async () => {
  await phone.goto('/courses')
  await phone.getByRole('heading', { level: 1 }).waitFor()
  await desk.getByRole('button', { name: 'Account van Eva Eigen' }).click()
  await desk.getByRole('link', { name: 'Mijn account' }).click()
  const card = desk.getByRole('region', { name: 'Wachtwoord' })
  await card.getByLabel('Huidig wachtwoord').fill(OLD)
  await card.getByLabel('Nieuw wachtwoord').fill(NEW)
  await card.getByRole('button', { name: 'Wachtwoord wijzigen' }).click()
  await told(desk, 'Je wachtwoord is gewijzigd.')
  await mailArrives(({ raw, words }) => raw.includes(EMAIL) && words.includes('is gewijzigd op'))
  await phone.goto('/courses')
  await phone.waitForURL(/\/login/)
})

step('the new password opens the portal on the phone', async () => {
  await knock(phone, OLD)
  await phone
    .getByText(/horen niet bij elkaar/)
    .first()
    .waitFor()
  await knock(phone, NEW)
  await comesIn(phone)
})

after(async () => {
  await desk?.context().close()
  await phone?.context().close()
})

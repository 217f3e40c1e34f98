// One's own account: a colleague changes his password at his desk, goes on with it on his phone, and asks for a code as well.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before } from 'node:test'
import { journey, loggedIn, newPage, told } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'
import { demo } from './support/portal.mjs'

const RUN = Date.now().toString(36)
const EMAIL = `eigen-${RUN}@collega.example`
const [OLD, NEW, LAST] = ['fietsbel onder de brug', 'drie keer regen in mei', 'een doos vol paperclips']

let desk
let phone
let secret
let recovery = []
const step = journey(() => desk)

/** Types address and password on the login page, and sends them. */
async function knock(page, password) {
  await page.goto('/login')
  await page.getByLabel('E-mailadres').fill(EMAIL)
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
}

const comesIn = (page) => page.waitForURL((url) => url.pathname !== '/login')

/** What an authenticator app shows for a secret at a moment: RFC 6238, six digits of thirty seconds. */
function codeAt(secret, moment) {
  const bits = [...secret].map((each) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)
      .map((byte) => Number.parseInt(byte, 2)),
  )
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

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

step('a code of an app is asked for from now on', async () => {
  const card = desk.getByRole('region', { name: 'Inloggen in twee stappen' })
  await card.getByLabel('Huidig wachtwoord').fill(NEW)
  await card.getByRole('button', { name: 'Beginnen' }).click()
  await card.getByRole('img', { name: 'QR-code voor je authenticator-app' }).waitFor()
  secret = await card.getByLabel(/Typ dan dit in de app/).inputValue()
  await card.getByLabel('Code uit de app').fill('000000')
  await card.getByRole('button', { name: 'Aanzetten' }).click()
  await card.getByText('Deze code klopt niet').first().waitFor()
  await card.getByLabel('Code uit de app').fill(codeAt(secret, Date.now()))
  await card.getByRole('button', { name: 'Aanzetten' }).click()
  const codes = card.getByRole('list', { name: 'Herstelcodes' }).getByRole('listitem')
  await codes.nth(9).waitFor()
  recovery = await codes.allInnerTexts()
  await card.getByRole('button', { name: 'Ik heb ze bewaard' }).click()
  await card.getByText('Je hebt nog 10 herstelcodes.').waitFor()
})

step('the phone comes in with a code, and later with a recovery code', async () => {
  await phone.context().clearCookies()
  await knock(phone, NEW)
  await phone.getByLabel('Code').fill(codeAt(secret, Date.now() + 30_000))
  await phone.getByRole('button', { name: 'Inloggen' }).click()
  await comesIn(phone)
  await phone.context().clearCookies()
  await knock(phone, NEW)
  await phone.getByLabel('Code').fill(recovery[0])
  await phone.getByRole('button', { name: 'Inloggen' }).click()
  await comesIn(phone)
})

step('it is switched off again with the password and a code', async () => {
  await phone.goto('/account')
  const card = phone.getByRole('region', { name: 'Inloggen in twee stappen' })
  await card.getByText('Je hebt nog 9 herstelcodes.').waitFor()
  await card.getByLabel('Huidig wachtwoord').fill(NEW)
  await card.getByLabel('Code uit de app, of een herstelcode').fill(recovery[0])
  await card.getByRole('button', { name: 'Uitzetten' }).click()
  await card.getByText('Deze code klopt niet').first().waitFor()
  await card.getByLabel('Code uit de app, of een herstelcode').fill(recovery[1])
  await card.getByRole('button', { name: 'Uitzetten' }).click()
  await card.getByRole('button', { name: 'Beginnen' }).waitFor()
})

step('the operator mails a link to who is locked out, and never sees the password', async () => {
  const operator = await loggedIn({ provider: null })
  const { providers } = demo()
  await operator.goto(`/operator/providers/${providers.find(({ key }) => key === 'A').id}`)
  await operator.getByRole('button', { name: 'Inloggen herstellen voor Eva Eigen' }).click()
  await operator.getByRole('dialog').getByRole('button', { name: 'Link mailen' }).click()
  await told(operator, EMAIL)
  const { words } = await mailArrives(
    ({ raw, words: all }) => raw.includes(EMAIL) && all.includes('/new-password#'),
  )
  await operator.context().close()
  await phone.goto(/http\S+\/new-password#\S+/.exec(words)[0])
  await phone.getByLabel(/^Nieuw wachtwoord/).fill(LAST)
  await phone.getByRole('button', { name: 'Wachtwoord opslaan' }).click()
  await phone.getByRole('link', { name: 'Inloggen' }).waitFor()
  await knock(phone, LAST)
  await comesIn(phone)
})

after(async () => {
  await desk?.context().close()
  await phone?.context().close()
})

// A program is told what happens: made, tested, told, failing, sent again, switched off, with a new secret, and deleted.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, journey, loggedIn, row, told } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
let page
let receiver
let secret
let status = 200
const posted = []
const step = journey(() => page)
const dialog = () => page.getByRole('dialog')
const press = (name) => page.getByRole('button', { name, exact: true }).first().click()

/** What the receiver got of this type, once it has. */
async function arrived(type, count = 1) {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = posted.filter(({ message }) => message.type === type)
    if (found.length >= count) return found
    await pause(50)
  }
  return assert.fail(`no ${type} among ${posted.map(({ message }) => message.type)}`)
}

function signatures({ headers, body }, by) {
  const key = Buffer.from(by.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return headers['webhook-signature'].split(' ').filter((each) => each === wanted).length
}

before(async () => {
  receiver = createServer((request, response) => {
    const parts = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      posted.push({ headers: request.headers, body, message: JSON.parse(body) })
      response.writeHead(status).end(status === 200 ? 'ontvangen' : 'kapot')
    })
  })
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  page = await loggedIn({ role: 'admin' })
})
after(async () => {
  await page?.context().close()
  receiver?.closeAllConnections()
  receiver?.close()
})

step(
  'an address that is not public is told at the field; a webhook is made, and its secret shown once',
  async () => {
    await page.goto('/settings')
    await page.getByRole('link', { name: 'Webhooks' }).click()
    await press('Nieuwe webhook')
    await dialog().getByLabel('Adres').fill('https://10.0.0.1/hooks')
    await dialog().getByLabel('Omschrijving (optioneel)').fill(`CRM ${RUN}`)
    await press('Alles kiezen')
    await press('Webhook maken')
    await dialog().locator('[aria-invalid="true"]').waitFor()
    await expect(dialog().getByLabel('Omschrijving (optioneel)')).toHaveValue(`CRM ${RUN}`)
    await dialog().getByLabel('Adres').fill(`http://127.0.0.1:${receiver.address().port}/hooks`)
    await press('Webhook maken')
    secret = await dialog().getByLabel('Geheim', { exact: true }).inputValue()
    assert.match(secret, /^whsec_/)
    await press('Klaar, ik heb hem bewaard')
    assert.equal((await page.content()).includes(secret), false)
    await row(page, `CRM ${RUN}`).getByText('Alle gebeurtenissen').waitFor()
  },
)

step('a test goes out, and what was answered is shown', async () => {
  await row(page, `CRM ${RUN}`).getByRole('link').click()
  await press('Testen')
  await dialog().getByText('HTTP 200').waitFor()
  await dialog().getByText('ontvangen').waitFor()
  const [ping] = await arrived('ping')
  assert.equal(signatures(ping, secret), 1)
  await page.keyboard.press('Escape')
})

step('what happens is told at once, by ids, and appears on the open screen', async () => {
  const made = await page.request.post('/api/v1/trainees', {
    data: { givenName: 'Wies', familyName: `Haak${RUN}` },
  })
  const { id } = await made.json()
  const [told] = await arrived('trainee.created')
  assert.deepEqual(told.message.data.traineeId, id)
  assert.equal(told.body.includes(RUN), false)
  assert.equal(signatures(told, secret), 1)
  await row(page, 'Cursist toegevoegd').getByText('Verstuurd').waitFor()
})

step(
  'a failure shows with its reason, is tried again, and can be sent again by hand under the same id',
  async () => {
    status = 503
    await page.request.post('/api/v1/customers', {
      data: {
        name: `Firma ${RUN}`,
        address: 'Weg 1',
        contacts: [{ name: 'Jo', email: `jo-${RUN}@firma.example` }],
      },
    })
    await arrived('customer.created', 2)
    await row(page, 'Klant toegevoegd')
      .getByText(/HTTP 503/)
      .waitFor()
    await page.getByText(/komt er niets aan/).waitFor()
    status = 200
    await row(page, 'Cursist toegevoegd')
      .getByRole('button', { name: /^Opnieuw versturen/ })
      .click()
    await told(page, 'Het bericht gaat opnieuw weg.')
    const [first, second] = await arrived('trainee.created', 2)
    assert.equal(first.headers['webhook-id'], second.headers['webhook-id'])
    assert.equal(first.body, second.body)
    await page.getByText(/komt er niets aan/).waitFor({ state: 'detached' })
  },
)

step('a new secret signs beside the former one', async () => {
  const former = secret
  await press('Meer')
  await page.getByRole('menuitem', { name: 'Nieuw geheim maken' }).click()
  await dialog().getByRole('button', { name: 'Nieuw geheim maken' }).click()
  secret = await dialog().getByLabel('Geheim', { exact: true }).inputValue()
  await press('Klaar, ik heb hem bewaard')
  await page.getByText(/Het vorige geheim geldt nog tot/).waitFor()
  await press('Testen')
  const pings = await arrived('ping', 2)
  assert.deepEqual([signatures(pings[1], secret), signatures(pings[1], former)], [1, 1])
  await dialog().getByText('HTTP 200').waitFor()
  await page.keyboard.press('Escape')
})

step(
  'a receiver that is gone is switched off, the administrators are told, and it goes on again',
  async () => {
    status = 410
    await page.request.post('/api/v1/trainees', { data: { givenName: 'Gijs', familyName: `Weg${RUN}` } })
    await page.getByText(/dat dit adres niet meer bestaat/).waitFor()
    const { words } = await mailArrives((mail) => mail.raw.includes('Webhook staat uit'))
    assert.match(words, /127\.0\.0\.1/)
    status = 200
    await press('Aanzetten')
    await told(page, /Webhook staat aan/)
    await page.getByRole('button', { name: 'Uitzetten', exact: true }).waitFor()
  },
)

step('a webhook is changed and deleted', async () => {
  await press('Meer')
  await page.getByRole('menuitem', { name: 'Webhook aanpassen' }).click()
  await press('Niets kiezen')
  await dialog().getByLabel('Cursus geboekt').check()
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  await told(page, 'Webhook opgeslagen.')
  await press('Meer')
  await page.getByRole('menuitem', { name: 'Verwijderen' }).click()
  await dialog().getByRole('button', { name: 'Verwijderen' }).click()
  await told(page, 'Webhook verwijderd.')
  await row(page, `CRM ${RUN}`).waitFor({ state: 'detached' })
})

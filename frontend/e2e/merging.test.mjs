// A trainee and a customer that are there twice: found, compared, merged, and two again.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { expect, journey, loggedIn, told } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const EMAIL = `dubbel.${RUN}@e2e.example`

let page
let ids
const step = journey(() => page)

/** Asks the API on behalf of who is logged in. */
const ask = (method, path, body) =>
  page.evaluate(
    async (request) => {
      const answer = await fetch(`/api/v1${request.path}`, {
        method: request.method,
        headers: { 'Content-Type': 'application/json' },
        body: request.body && JSON.stringify(request.body),
      })
      return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
    },
    { method, path, body },
  )

before(async () => {
  page = await loggedIn()
  const person = { familyName: `Dubbel${RUN}`, email: EMAIL }
  const one = await ask('POST', '/trainees', { givenName: 'Karel', ...person })
  const two = await ask('POST', '/trainees', {
    givenName: 'Carel',
    phone: '0612345678',
    acceptDouble: true,
    ...person,
  })
  ids = [one.body.id, two.body.id]
})

step('two trainees with one address are shown as probably one', async () => {
  await page.goto('/trainees')
  await page.getByRole('link', { name: 'Dubbele cursisten' }).click()
  const pair = page.getByRole('listitem').filter({ hasText: EMAIL }).first()
  await pair.getByText('Zelfde e-mailadres').waitFor()
  await pair.getByRole('link', { name: /vergelijken en samenvoegen/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Samenvoegen' }).waitFor()
})

step('they become one, with the name of the one and the phone of the other', async () => {
  await page.getByRole('radio', { name: /^Karel Dubbel/ }).check()
  await page.getByRole('radio', { name: /^Naam: Carel/ }).check()
  await page.getByRole('button', { name: 'Samenvoegen' }).click()
  await told(page, 'Samengevoegd. Ongedaan maken kan tot')
  await page.getByRole('heading', { level: 1, name: `Carel Dubbel${RUN}` }).waitFor()
  await expect(page.getByLabel('Telefoon')).toHaveValue('+31612345678')
  assert.equal((await ask('GET', `/trainees/${ids[1]}`)).status, 404)
})

step('undone, they are two again as they were', async () => {
  await page.goto('/trainees/duplicates')
  await page.getByRole('button', { name: `Samenvoegen van Carel Dubbel${RUN} ongedaan maken` }).click()
  await told(page, 'staat er weer, met alles erbij')
  const back = await Promise.all(ids.map((id) => ask('GET', `/trainees/${id}`)))
  assert.deepEqual(
    back.map(({ body }) => [body.givenName, body.phone]),
    [
      ['Karel', ''],
      ['Carel', '+31612345678'],
    ],
  )
})

step('who is not the same does not come back', async () => {
  const pair = page.getByRole('listitem').filter({ hasText: 'Zelfde e-mailadres' }).filter({ hasText: EMAIL })
  await pair.getByRole('button', { name: /zijn niet dezelfde/ }).click()
  await pair.waitFor({ state: 'detached' })
})

step('a customer that looks like another is told while it is typed in', async () => {
  await ask('POST', '/customers', {
    name: `Bakkerij Kruimel ${RUN}`,
    address: 'Dorpsstraat 1',
    contacts: [{ name: 'Kees Kruimel', email: `kees.${RUN}@e2e.example` }],
  })
  await page.goto('/customers/new')
  await page.getByRole('textbox', { name: 'Firma' }).fill(`Bakkerij Kruimmel ${RUN}`)
  await page.getByText('Bestaat deze klant al?').waitFor()
  await page.getByRole('link', { name: `Bakkerij Kruimel ${RUN}` }).waitFor()
})

after(async () => {
  await page?.context().close()
})

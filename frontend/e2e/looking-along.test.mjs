// The operator looks along: a banner over every page, nothing that can be changed, and the provider reads who looked.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { journey, loggedIn } from './support/browser.mjs'

const REASON = `Vraag over certificaten ${Date.now().toString(36)}`

let operator
let admin
const step = journey(() => operator)

before(async () => {
  operator = await loggedIn({ provider: null })
  admin = await loggedIn({ role: 'admin' })
})

const banner = () =>
  operator.getByRole('alert').filter({ hasText: 'Je kijkt mee bij Opleidingshuis De Linde' })

step('the operator looks along, with a reason', async () => {
  await operator.getByRole('link', { name: 'Opleidingshuis De Linde' }).click()
  await operator.getByRole('button', { name: 'Meekijken' }).click()
  await operator.getByLabel(/^Reden/).fill(REASON)
  await operator.getByRole('dialog').getByRole('button', { name: 'Meekijken' }).click()
  await banner().getByText(`Reden: ${REASON}`).waitFor()
})

step('the banner stands over every page, and nothing can be changed', async () => {
  await operator.goto('/courses')
  await banner().waitFor()
  await operator.getByRole('table').getByRole('row').nth(1).waitFor()
  await operator.getByRole('button', { name: 'Nieuwe cursus' }).waitFor({ state: 'detached' })
  await operator.goto('/trainees')
  await banner().waitFor()
  const refused = await operator.request.post('/api/v1/locations', { data: { name: 'Stiekem' } })
  assert.deepEqual([refused.status(), (await refused.json()).code], [403, 'looking_along'])
})

step('stopping leads back to the desk', async () => {
  await banner().getByRole('button', { name: 'Stoppen met meekijken' }).click()
  await operator.getByRole('heading', { level: 1, name: 'Opleiders' }).waitFor()
  await banner().waitFor({ state: 'detached' })
})

step('the administrator of the provider reads who looked, and why', async () => {
  await admin.goto('/settings/users')
  const looks = admin.getByRole('region', { name: 'Meegekeken door CIBOT' })
  await looks.getByText(REASON).first().waitFor()
})

after(async () => {
  await Promise.all([operator?.context().close(), admin?.context().close()])
})

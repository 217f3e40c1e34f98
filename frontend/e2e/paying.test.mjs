// A provider pays C-BOT's invoice online: gives up first, then pays; the operator sees by which means.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { journey, loggedIn } from './support/browser.mjs'

let provider
let operator
let number
const step = journey(() => provider)

before(async () => {
  provider = await loggedIn({ provider: 'B', role: 'admin' })
  operator = await loggedIn({ provider: null })
})

step('an open invoice has a button to pay, and giving up there changes nothing', async () => {
  await provider.goto('/settings/invoices')
  const open = provider.getByRole('row', { name: /Open|Te laat/ }).first()
  const link = open.getByRole('link', { name: /^Factuur/ })
  number = (await link.textContent()).replace('Factuur ', '').trim()
  await link.click()
  await provider.getByRole('button', { name: 'Nu betalen' }).click()
  await provider.waitForURL('**/checkout/**')
  await provider.getByRole('heading', { name: new RegExp(number) }).waitFor()
  await provider.getByRole('button', { name: 'Afbreken' }).click()
  await provider.getByText('Nog te betalen').waitFor()
  await provider.getByRole('button', { name: 'Nu betalen' }).waitFor()
})

step('coming back without paying says that the payment was begun', async () => {
  const invoice = provider.url()
  await provider.getByRole('button', { name: 'Nu betalen' }).click()
  await provider.getByRole('button', { name: 'Betalen', exact: true }).waitFor()
  await provider.goto(invoice)
  await provider.getByText('Je bent begonnen met betalen').waitFor()
})

step('paying makes it paid, and says how', async () => {
  await provider.getByRole('button', { name: 'Nu betalen' }).click()
  await provider.getByRole('button', { name: 'Betalen', exact: true }).click()
  await provider.getByText('Online betaald (iDEAL)').waitFor()
  await provider.getByText('Betaald', { exact: true }).first().waitFor()
  assert.equal(await provider.getByRole('button', { name: 'Nu betalen' }).count(), 0)
})

step('the operator sees by which means', async () => {
  await operator.goto('/operator/invoices')
  await operator.getByRole('button', { name: new RegExp(`Betalingen: ${number}$`) }).click()
  await operator.getByRole('dialog').getByText('Online betaald (iDEAL)').waitFor()
})

after(async () => {
  await Promise.all([provider?.context().close(), operator?.context().close()])
})

// A provider asks for a module, the operator grants it, the tab appears; and the bill explains itself.
import { after, before } from 'node:test'
import { journey, loggedIn, told } from './support/browser.mjs'

let provider
let operator
const step = journey(() => provider)

before(async () => {
  provider = await loggedIn({ provider: 'B', role: 'admin' })
  operator = await loggedIn({ provider: null })
})

step('a provider understands its next invoice from its page, and asks for a module', async () => {
  await provider.goto('/settings/subscription')
  const invoice = provider.getByRole('region', { name: 'Volgende factuur' })
  await invoice.getByText(/heb je \d+ cursus(sen)? geboekt/).waitFor()
  await invoice.getByRole('row', { name: /Externe cursussen € 4,00|Externe cursussen € 8,00/ }).waitFor()
  await invoice.getByRole('row', { name: /Totaal inclusief btw/ }).waitFor()
  await provider.getByRole('button', { name: 'Aanvragen: Klantenbestand' }).click()
  await told(provider, 'Aanvraag voor Klantenbestand verstuurd')
  await provider.getByText('Aangevraagd').waitFor()
})

step('the operator grants it, and the tab appears', async () => {
  await operator.getByRole('link', { name: 'Aanvragen' }).first().click()
  await operator.getByRole('button', { name: /^Toekennen: Veilig Werken Noord wil Klantenbestand/ }).click()
  await told(operator, 'Toegekend')
  await provider.goto('/')
  await provider.getByRole('link', { name: 'Klanten', exact: true }).first().waitFor()
})

step('the operator switches it off again from today, and it is hidden', async () => {
  await operator.goto('/')
  await operator.getByRole('link', { name: 'Veilig Werken Noord' }).click()
  await operator.getByRole('button', { name: 'Uitzetten: Klantenbestand' }).click()
  await operator.getByRole('dialog').getByRole('button', { name: 'Uitzetten' }).click()
  await told(operator, 'Klantenbestand is aangepast')
  await provider.goto('/')
  await provider.getByRole('heading', { level: 1 }).waitFor()
  await provider.getByRole('link', { name: 'Klanten', exact: true }).waitFor({ state: 'detached' })
})

step('an invoice tells why, and opens as PDF', async () => {
  await provider.goto('/settings/invoices')
  await provider
    .getByRole('link', { name: /^Factuur/ })
    .first()
    .click()
  await provider.getByRole('heading', { name: 'Waarom dit bedrag?' }).waitFor()
  const [download] = await Promise.all([
    provider.waitForEvent('download'),
    provider.getByRole('button', { name: /^Pdf/ }).click(),
  ])
  if (!/^Factuur .*\.pdf$/.test(download.suggestedFilename())) throw new Error(download.suggestedFilename())
})

after(async () => {
  await Promise.all([provider?.context().close(), operator?.context().close()])
})

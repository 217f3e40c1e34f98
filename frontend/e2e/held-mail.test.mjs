// The operator holds back the mail of one provider, and lets it go again.
import { after, before } from 'node:test'
import { journey, loggedIn, told } from './support/browser.mjs'

let operator
const step = journey(() => operator)
const card = () => operator.getByRole('region', { name: 'Mail', exact: true })

before(async () => {
  operator = await loggedIn({ provider: null })
})

step('the mail of a provider goes out until the operator holds it back', async () => {
  await operator.getByRole('link', { name: 'Veilig Werken Noord' }).click()
  await card().getByText('gaat gewoon de deur uit').waitFor()
  await card().getByRole('button', { name: 'Mail tegenhouden' }).click()
  await told(operator, 'wordt tegengehouden')
  await card().getByText('wordt tegengehouden sinds').waitFor()
})

step('and goes again when it may', async () => {
  await card().getByRole('button', { name: 'Mail weer laten gaan' }).click()
  await told(operator, 'gaat weer de deur uit')
  await card().getByText('gaat gewoon de deur uit').waitFor()
})

after(() => operator?.context().close())

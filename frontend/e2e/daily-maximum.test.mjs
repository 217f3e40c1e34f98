// The operator sets how many mails of a provider leave on a day; the provider sees what waits for tomorrow, and why.
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn, told } from './support/browser.mjs'

const TYPE = `Maximum ${Date.now().toString(36)}`
let operator
let planner
const step = journey(() => planner)
const card = () => operator.getByRole('region', { name: 'Mail', exact: true })
const field = () => card().getByLabel('Hoogstens zoveel mails per dag')

async function save(maximum) {
  await field().fill(maximum)
  await card().getByRole('button', { name: 'Opslaan' }).click()
  await card()
    .getByText(/^Opgeslagen \d\d:\d\d$/)
    .waitFor()
}

before(async () => {
  operator = await loggedIn({ provider: null })
  planner = await loggedIn()
})
after(async () => {
  await operator?.context().close()
  await planner?.context().close()
})

step('the operator sets a maximum for the day', async () => {
  await operator.getByRole('link', { name: 'Opleidingshuis De Linde' }).click()
  await card().getByText('gaat gewoon de deur uit').waitFor()
  await save('1')
  await card().getByText('Vandaag 0 van 1.').waitFor()
})

step('one question to an instructor leaves, the others wait for tomorrow', async () => {
  const course = await bookCourse(planner, { type: TYPE, date: dayFromNow(75) })
  await planner.goto(`/courses/${course}?tab=instructors`)
  await planner.getByRole('button', { name: 'Alle vrije instructeurs uitnodigen' }).click()
  await told(planner, /uitnodigingen zijn onderweg/)
  await planner.goto('/mails')
  const waiting = planner.getByText('Wacht tot morgen, dagmaximum van 1 bereikt')
  await waiting.first().waitFor()
  await planner.getByRole('row').filter({ has: waiting }).first().getByRole('link').click()
  await planner.getByText('het dagmaximum van 1 mails is bereikt', { exact: false }).waitFor()
})

step('the dashboard says so, and leads to them', async () => {
  await planner.goto('/')
  await planner.getByRole('link', { name: /wachten tot morgen: het dagmaximum van 1/ }).click()
  await planner.getByText('Wacht tot morgen, dagmaximum van 1 bereikt').first().waitFor()
})

step('the operator sees them in the watch, and lets them go by a wider maximum', async () => {
  await operator.reload()
  await card().getByText('Vandaag 1 van 1.').waitFor()
  await operator.goto('/operator/watch')
  await operator.getByText(/tot morgen \(maximum 1\)/).waitFor()
  await operator.goto('/')
  await operator.getByRole('link', { name: 'Opleidingshuis De Linde' }).click()
  await expect(field()).toHaveValue('1')
  await save('')
  await planner.goto('/mails?state=deferred')
  await expect(planner.getByText('dagmaximum van', { exact: false })).toHaveCount(0, { timeout: 45_000 })
})

// Eight people of a course who have no customer yet are given to one from within the course, in a handful of steps.
import assert from 'node:assert/strict'
import { before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn, row, told } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const TYPE = `Acht naar een klant ${RUN}`
const COMPANY = `Timmerfabriek ${RUN}`
const PEOPLE = Array.from({ length: 9 }, (_, at) => `Acht${at + 1} Timmer${'abcdefghi'[at]}${RUN}`)
const [LOOSE] = PEOPLE
const MOST_STEPS = 4

let page
const step = journey(() => page)

/** Asks the API on behalf of who is logged in. */
const ask = (path, body) =>
  page.evaluate(
    async (request) => {
      const answer = await fetch(`/api/v1${request.path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(request.body),
      })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    },
    { path, body },
  )

before(async () => {
  page = await loggedIn()
  const courseId = await bookCourse(page, { type: TYPE, date: dayFromNow(173) })
  await ask('/customers', {
    name: COMPANY,
    address: 'Zaagweg 8',
    contacts: [{ name: 'Tim Zaag', email: `tim.${RUN}@e2e.example` }],
  })
  for (const name of PEOPLE) {
    const [givenName, familyName] = name.split(' ')
    await ask(`/courses/${courseId}/enrolments`, { trainee: { givenName, familyName } })
  }
  await page.goto(`/courses/${courseId}`)
  for (const name of PEOPLE) await row(page, name).waitFor()
})

step('all are ticked but one, and linked at once', async () => {
  let steps = 0
  const act = async (what) => {
    steps += 1
    await what
  }
  await act(page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check())
  await act(row(page, LOOSE).getByRole('checkbox').first().uncheck())
  await act(page.getByRole('button', { name: 'Klant koppelen' }).click())
  const dialog = page.getByRole('dialog', { name: 'Klant koppelen aan 8 cursisten' })
  await dialog.getByRole('combobox', { name: 'Klant' }).fill(COMPANY)
  await page.getByRole('option', { name: COMPANY }).first().click()
  await act(dialog.getByRole('button', { name: 'Koppelen' }).click())
  await told(page, '8 cursisten gekoppeld')
  assert.ok(steps <= MOST_STEPS, `it took ${steps} steps`)
})

step('the course says it at once, and the ninth stays without', async () => {
  for (const name of PEOPLE.slice(1)) await row(page, name).getByText(COMPANY).waitFor()
  await expect(row(page, LOOSE).getByText(COMPANY)).toHaveCount(0)
})

step('the customer has them, and the course', async () => {
  await page.goto(`/customers?q=${encodeURIComponent(COMPANY)}`)
  await page.getByRole('link', { name: COMPANY }).click()
  await page.getByText('8 cursisten, 1 cursussen').waitFor()
  for (const name of PEOPLE.slice(1)) await row(page, name).waitFor()
})

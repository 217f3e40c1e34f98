// A course that may be seen by others, at the other provider: what is told of it, and the filters (R-CRS-09).
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn, row } from './support/browser.mjs'

const TYPE = 'Basistraining hoogwerker'

let sharer
let page
const step = journey(() => page)

before(async () => {
  sharer = await loggedIn()
  page = await loggedIn({ provider: 'B' })
})

step('the tick of the form shares the course', async () => {
  const id = await bookCourse(sharer, {
    type: TYPE,
    date: dayFromNow(77),
    instructor: 'Henk Wolters',
    max: 9,
  })
  await sharer.goto(`/courses/${id}/edit`)
  await sharer.getByLabel('Andere gebruikers mogen mijn cursus zien').check()
  await sharer.getByRole('button', { name: 'Opslaan' }).click()
  await sharer.waitForURL((url) => url.pathname === `/courses/${id}`)
})

step('the other provider finds it with place, free places and whom to call, and no names', async () => {
  await page.goto('/courses')
  await page.getByRole('link', { name: 'Cursussen van anderen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Cursussen van anderen' }).waitFor()
  await page.getByRole('searchbox').fill('hoogwerker')
  await page.getByRole('textbox', { name: 'Vanaf' }).fill(dayFromNow(77))
  await page.getByRole('textbox', { name: 'Tot en met' }).fill(dayFromNow(77))
  await page.getByLabel('Alleen met vrije plaatsen').check()
  await page.waitForURL(
    ({ searchParams }) =>
      searchParams.get('withFreePlaces') === 'true' && searchParams.get('q') === 'hoogwerker',
  )
  const found = row(page, TYPE)
  await found.getByText('De Linde').waitFor()
  await found.getByText('9', { exact: true }).waitFor()
  const words = await page.locator('main').innerText()
  assert.ok(!words.includes('Henk'), 'the instructor is told')
})

step('the address brings the filters back', async () => {
  await page.reload()
  await row(page, TYPE).waitFor()
  await expect(page.getByRole('searchbox')).toHaveValue('hoogwerker')
})

after(async () => {
  await page?.context().close()
  await sharer?.context().close()
})

// Code 95: hours per day, the countdown to reporting in TOP internet, and ticking what was reported.
import { after, before } from 'node:test'
import { addNewTrainee, choose, dayFromNow, expect, journey, loggedIn, told } from './support/browser.mjs'

const TYPE = `Rijden en rusten ${Date.now().toString(36)}`
const COUNTDOWN = /uiterlijk .*nog \d+ (dag|dagen|uur|minuut|minuten)/

let page
let courseId
const step = journey(() => page)
const duty = (name) => page.getByRole('checkbox', { name })

before(async () => {
  page = await loggedIn({ provider: 'B' })
})

step('hours are filled in per day and kind', async () => {
  await page.goto('/courses/new?kind=external')
  await choose(page, 'Type', TYPE, TYPE)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(dayFromNow(3))
  await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await page.getByLabel('Dit betreft een code95 cursus').check()
  await page.getByLabel('Theorie (uren)').fill('3,5')
  await page.getByLabel('Praktijk (uren)').fill('3')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}$/)
  courseId = page.url().split('/').at(-1)
})

step('the course counts down to what must be reported first', async () => {
  const notice = page.getByRole('status').filter({ hasText: 'meld de dag' })
  await expect(notice).toContainText(COUNTDOWN)
  await notice.getByRole('link', { name: 'Bekijk alle termijnen' }).click()
  await page.getByText('3,5 uur theorie, 3 uur praktijk').waitFor()
  await duty(/^Dag gemeld/).waitFor()
})

step('a day without trainees cannot be ticked', async () => {
  await duty(/^Dag gemeld/).click()
  await told(page, 'Zet eerst minstens één cursist op de cursus.')
  await expect(duty(/^Dag gemeld/)).not.toBeChecked()
})

step('the dashboard names the course among what must be reported', async () => {
  await page.goto('/')
  await page.getByRole('heading', { name: /^Code 95 melden/ }).waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: TYPE })
    .getByText(/Dag gemeld: uiterlijk/)
    .waitFor()
})

step('with a trainee it is ticked, and the countdown goes on to the next', async () => {
  await page.goto(`/courses/${courseId}`)
  await addNewTrainee(page, { name: 'Wouter de Chauffeur' })
  await page.goto(`/courses/${courseId}?tab=code95`)
  await duty(/^Dag gemeld/).click()
  await expect(duty(/^Dag gemeld/)).toBeChecked()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Dag gemeld' })
    .getByText(/Gemeld, /)
    .waitFor()
  const notice = page.getByRole('status').filter({ hasText: 'meld de cursisten' })
  await expect(notice).toContainText(COUNTDOWN)
  await page.reload()
  await expect(duty(/^Dag gemeld/)).toBeChecked()
})

step('a tick is taken back', async () => {
  await duty(/^Dag gemeld/).click()
  await expect(duty(/^Dag gemeld/)).not.toBeChecked()
  await page.getByRole('status').filter({ hasText: 'meld de dag' }).waitFor()
})

after(async () => {
  await page?.context().close()
})

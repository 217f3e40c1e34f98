// What is written comes up, and goes out. The former portal left "Verzenden" grey after a template was loaded, until somebody typed a space.
import { test } from 'node:test'
import { addNewTrainee, bookCourse, dayFromNow, loggedIn, row, told } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)

test('a loaded template is sent without touching its text', async () => {
  const page = await loggedIn()
  const courseId = await bookCourse(page, { type: `Onaangeraakt ${RUN}`, date: dayFromNow(75) })
  await addNewTrainee(page, { name: 'Bram Onaangeraakt', email: `bram.${RUN}@e2e.example` })
  await page.goto(`/courses/${courseId}/invite?audience=trainees`)
  await page.route('**/api/v1/templates/*', async (route) => {
    await new Promise((done) => setTimeout(done, 400))
    await route.continue()
  })
  await page.getByRole('combobox', { name: 'Kies een template (optioneel)' }).click()
  await page
    .getByRole('option')
    .filter({ hasNotText: /bulk|zelf schrijven/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Verzenden' }).click()
  await told(page, '1 mail gaat over 10 seconden weg')
  await row(page, 'Bram Onaangeraakt')
    .getByText(/Gaat zo weg|In de wachtrij|Verstuurd/)
    .waitFor()
  await mailArrives(({ raw }) => raw.includes(`bram.${RUN}@e2e.example`))
  await row(page, 'Bram Onaangeraakt')
    .getByText(/Verstuurd/)
    .waitFor()
})

test('the editor comes up however late its variables arrive', async () => {
  const page = await loggedIn()
  for (const delay of [0, 60, 90, 120]) {
    await page.route('**/api/v1/template-variables*', async (route) => {
      await new Promise((done) => setTimeout(done, delay))
      await route.continue()
    })
    await page.goto('/settings/templates/new')
    await page.getByRole('textbox', { name: 'Onderwerp' }).waitFor()
    await page.getByRole('heading', { name: 'Voorbeeld' }).waitFor()
    await page.unrouteAll({ behavior: 'wait' })
  }
  await page.context().close()
})

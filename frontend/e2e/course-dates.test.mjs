// Copying, repeating and moving a course, in Dutch, against the real thing (R-CRS-10).
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { addNewTrainee, bookCourse, dayFromNow, journey, loggedIn, row, told } from './support/browser.mjs'
import { mailArrives } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
const TYPE = 'Basistraining hoogwerker'
const TEACHER = 'Henk Wolters'
const EMAIL = `hoogwerker.${RUN}@e2e.example`
const FIRST = 60

let page
let courseId
const step = journey(() => page)
const dialog = (name) => page.getByRole('dialog', { name })
const menu = async (item) => {
  await page.getByRole('button', { name: 'Meer acties' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

before(async () => {
  page = await loggedIn()
  courseId = await bookCourse(page, { type: TYPE, date: dayFromNow(FIRST), instructor: TEACHER })
})

step('a copy shows who is busy, and gets a number of its own', async () => {
  await menu('Kopiëren')
  const copy = dialog(/kopiëren$/)
  await copy.getByRole('textbox', { name: 'Nieuwe datum' }).fill(dayFromNow(FIRST))
  await copy.getByText(`${TEACHER} geeft op`).waitFor()
  await copy.getByRole('textbox', { name: 'Nieuwe datum' }).fill(dayFromNow(FIRST + 1))
  await copy.getByText(`${TEACHER} geeft op`).waitFor({ state: 'detached' })
  await copy.getByRole('button', { name: 'Kopiëren' }).click()
  await told(page, /Cursus \d+ is gemaakt/)
  await page.waitForURL((url) => url.pathname !== `/courses/${courseId}`)
  await page.getByText(TEACHER).first().waitFor()
})

step('a series shows its dates; one that is left out is not booked', async () => {
  await page.goto(`/courses/${courseId}`)
  await menu('Herhalen')
  const series = dialog(/herhalen$/)
  await series.getByLabel('Aantal keer').fill('3')
  await series.getByRole('button', { name: '3 cursussen maken' }).waitFor()
  await series.getByRole('checkbox').nth(1).uncheck()
  await series.getByRole('button', { name: '2 cursussen maken' }).click()
  await told(page, '2 cursussen zijn gemaakt')
})

step('a busy date of a series asks for the second step', async () => {
  await menu('Herhalen')
  const series = dialog(/herhalen$/)
  await series.getByLabel('Aantal keer').fill('1')
  await series.getByRole('button', { name: '1 cursus maken' }).waitFor()
  await series.getByText(`${TEACHER} geeft op`).waitFor()
  await series.getByRole('button', { name: '1 cursus maken' }).click()
  const clash = dialog('Deze instructeur is al geboekt')
  await clash.getByRole('button', { name: 'Andere datum kiezen' }).click()
  await clash.waitFor({ state: 'hidden' })
  await series.getByLabel('Neem de instructeurs over').uncheck()
  await series.getByRole('button', { name: '1 cursus maken' }).click()
  await told(page, '1 cursus is gemaakt')
})

step('a move tells who was invited and the instructor, with the new date', async () => {
  await addNewTrainee(page, { name: 'Joris van Hoogten', email: EMAIL })
  await page.getByRole('button', { name: 'Uitnodigen' }).click()
  await page.getByRole('menuitem', { name: 'Cursisten' }).click()
  await page.getByRole('textbox', { name: 'Onderwerp' }).fill('Welkom op de hoogwerker')
  await page.getByRole('textbox', { name: 'Inhoud' }).fill('Tot dan.')
  await page.getByRole('button', { name: 'Verzenden' }).click()
  await mailArrives(({ raw }) => raw.includes(EMAIL))
  await page.goto(`/courses/${courseId}`)
  await row(page, 'Joris van Hoogten')
    .getByText(/Verstuurd/)
    .waitFor()
  await page.getByRole('button', { name: 'Verplaatsen' }).click()
  const move = dialog(/verplaatsen$/)
  await move.getByRole('textbox', { name: 'Nieuwe datum' }).fill(dayFromNow(FIRST + 2))
  await move.getByRole('button', { name: 'Verplaats en bericht 2 mensen' }).click()
  await told(page, /is verplaatst naar/)
  const mail = await mailArrives(
    ({ raw, words }) => raw.includes(EMAIL) && words.includes('datum, de tijd of de plaats'),
  )
  assert.match(mail.raw, /method="?REQUEST/)
})

step('the same date is refused at the field', async () => {
  await page.getByRole('button', { name: 'Verplaatsen' }).click()
  const move = dialog(/verplaatsen$/)
  await move.getByRole('button', { name: 'Verplaatsen' }).click()
  await move.getByText('Vul een datum in').first().waitFor()
  await move.getByRole('textbox', { name: 'Nieuwe datum' }).fill(dayFromNow(FIRST + 2))
  await move.getByRole('button', { name: /^Verplaats/ }).click()
  await move.getByText('De cursus staat al op deze datum.').first().waitFor()
})

step('the history of the course says what it was before, and who was invited', async () => {
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Geschiedenis' }).click()
  await page.waitForURL(/tab=history/)
  const changed = page.getByRole('row').filter({ hasText: 'Cursus gewijzigd' }).first()
  await changed.getByText(`Datum: ${dayFromNow(FIRST)} → ${dayFromNow(FIRST + 2)}`).waitFor()
  await page.getByText('Uitnodigingen verstuurd').waitFor()
  await page
    .getByRole('row')
    .filter({ hasText: 'Cursist ingeschreven' })
    .getByText('Joris van Hoogten')
    .waitFor()
  assert.equal(await page.getByText(/[0-9a-f]{8}-[0-9a-f]{4}|_/).count(), 0, 'an id or a raw name is shown')
})

after(async () => {
  await page?.context().close()
})

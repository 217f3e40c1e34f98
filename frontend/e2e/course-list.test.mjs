// The list of courses: filters in the address, saved views, exporting what is shown, and several at once (R-CRS-07).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn, row, told } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const TYPE = 'Basistraining hoogwerker'
const VIEW = `Zonder instructeur ${RUN}`
/** A day on which no other journey books anything, since all share one portal. */
const DAY = 301
/** And one for what moves a week. */
const MOVED = 321
const TEACHER = 'Henk Wolters'

let page
const made = []
const step = journey(() => page)
const iso = (days) => dayFromNow(days).split('-').reverse().join('-')
const rows = () => page.getByRole('table', { name: 'Cursussen' }).getByRole('row')

before(async () => {
  page = await loggedIn()
  for (const later of [0, 1]) made.push(await bookCourse(page, { type: TYPE, date: dayFromNow(DAY + later) }))
})

step('filters stand in the address, and the address brings them back', async () => {
  await page.goto('/courses')
  await page.getByRole('button', { name: 'Meer filters' }).click()
  await page.getByRole('textbox', { name: 'Vanaf' }).fill(dayFromNow(DAY))
  await page.getByRole('textbox', { name: 'Tot en met' }).fill(dayFromNow(DAY + 1))
  await page.getByRole('combobox', { name: 'Bezetting' }).click()
  await page.getByRole('option', { name: 'Zonder instructeur' }).click()
  await page.waitForURL((url) => url.searchParams.get('staffed') === 'false' && url.searchParams.has('until'))
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2)
  await page.reload()
  await row(page, TYPE).first().waitFor()
  await expect(rows()).toHaveCount(3)
})

step(
  'a course is looked at from the list by its button or the space bar, and the list is where it was',
  async () => {
    const button = row(page, TYPE)
      .first()
      .getByRole('button', { name: /^Snel bekijken/ })
    const asked = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await button.click()
    const look = page.getByRole('dialog', { name: new RegExp(TYPE) })
    await look.getByRole('link', { name: 'Instructeur vinden' }).waitFor()
    await look.getByText('0 van').first().waitFor()
    await page.waitForURL(
      (url) => url.searchParams.has('preview') && url.searchParams.get('staffed') === 'false',
    )
    assert.equal(asked.filter((path) => path.startsWith('/api/v1/courses')).length, 1, asked.join(' '))
    await page.keyboard.press('Escape')
    await look.waitFor({ state: 'hidden' })
    await page.waitForURL((url) => !url.searchParams.has('preview'))
    await expect(button).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
    await look.waitFor()
    await page.reload()
    await look.getByRole('link', { name: 'Toon cursus' }).waitFor()
    await page.keyboard.press('Escape')
    await look.waitFor({ state: 'hidden' })
  },
)

step('the filters are kept as a view and opened again', async () => {
  await page.getByRole('button', { name: 'Weergaven' }).click()
  await page.getByRole('button', { name: 'Deze filters bewaren' }).click()
  const dialog = page.getByRole('dialog', { name: 'Weergave bewaren' })
  await dialog.getByRole('button', { name: 'Bewaren' }).click()
  await dialog.getByText('Geef de weergave een naam.').first().waitFor()
  await dialog.getByRole('textbox', { name: 'Naam' }).fill(VIEW)
  await dialog.getByLabel('Collega’s mogen deze weergave ook gebruiken').check()
  await dialog.getByRole('button', { name: 'Bewaren' }).click()
  await told(page, VIEW)
  const colleague = await loggedIn({ role: 'viewer' })
  await colleague.goto('/courses')
  await colleague.getByRole('button', { name: 'Weergaven' }).click()
  await colleague.getByRole('button', { name: VIEW, exact: true }).click()
  await colleague.waitForURL((url) => url.searchParams.get('staffed') === 'false')
  await colleague.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2)
  await colleague.context().close()
})

step('the export holds the rows that are shown', async () => {
  await page.getByRole('button', { name: 'Exporteren' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV (.csv)' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^cursussen-\d{4}-\d\d-\d\d\.csv$/)
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(lines[0], /Nummer;Datum/)
})

step('columns are left out, and stay so', async () => {
  const table = page.getByRole('table', { name: 'Cursussen' })
  await page.getByRole('button', { name: 'Kolommen' }).click()
  await page.getByRole('checkbox', { name: 'Locatie' }).uncheck()
  await table.getByRole('columnheader', { name: 'Locatie' }).waitFor({ state: 'detached' })
  await page.reload()
  await row(page, TYPE).first().waitFor()
  await expect(table.getByRole('columnheader', { name: 'Locatie' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Kolommen' }).click()
  await page.getByRole('button', { name: 'Alle kolommen tonen' }).click()
  await table.getByRole('columnheader', { name: 'Locatie' }).waitFor()
  await page.keyboard.press('Escape')
})

step('the ticked courses move together; one whose instructor is busy asks for the second step', async () => {
  await bookCourse(page, { type: TYPE, date: dayFromNow(MOVED) })
  for (const later of [0, 7]) {
    await bookCourse(page, { type: TYPE, date: dayFromNow(MOVED + later), instructor: TEACHER })
  }
  await page.goto(`/courses?from=${iso(MOVED)}&until=${iso(MOVED)}`)
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2)
  await page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Verplaatsen' }).click()
  const dialog = page.getByRole('dialog', { name: '2 cursussen verplaatsen' })
  await dialog.getByRole('button', { name: '2 cursussen verplaatsen' }).click()
  await dialog.getByText('1 van 2 verplaatst').waitFor()
  await dialog.getByText(`${TEACHER} geeft op`).waitFor()
  await dialog.getByRole('button', { name: 'Toch verplaatsen' }).click()
  await dialog.getByText('2 van 2 verplaatst').waitFor()
  await dialog.getByText('Sluiten', { exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.goto(`/courses?from=${iso(MOVED + 7)}&until=${iso(MOVED + 7)}`)
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 3)
  await page.goto(`/courses?from=${iso(DAY)}&until=${iso(DAY + 1)}&staffed=false`)
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2)
})

step('the ticked courses are cancelled together', async () => {
  await page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check()
  const bar = page.getByRole('toolbar')
  await bar.getByRole('button', { name: 'Annuleren' }).click()
  const dialog = page.getByRole('dialog', { name: '2 cursussen annuleren' })
  await dialog.getByRole('button', { name: '2 cursussen annuleren' }).click()
  await told(page, '2 cursussen zijn geannuleerd')
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('tbody tr')].filter((tr) => tr.innerText.includes('Geannuleerd'))
        .length === 2,
  )
})

step('a view is taken away again', async () => {
  await page.getByRole('button', { name: 'Weergaven' }).click()
  await page.getByRole('button', { name: `Weergave "${VIEW}" weghalen` }).click()
  await told(page, 'is weggehaald')
})

after(async () => {
  await page?.context().close()
})

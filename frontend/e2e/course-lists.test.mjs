// The lists of courses on paper: one by one from a course, and those of many courses as one zip.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const TYPE = `Lijsten maken ${RUN}`

let page
const step = journey(() => page)

/** Downloads what the press gives: its name and its first bytes. */
async function downloaded(press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const start = readFileSync(await download.path())
    .subarray(0, 4)
    .toString('latin1')
  return { name: download.suggestedFilename(), start }
}

before(async () => {
  page = await loggedIn()
})

step('a certified course offers its three lists in both languages', async () => {
  await page.goto('/courses?kind=certified')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('button', { name: 'Lijsten' }).click()
  await expect(page.getByRole('menuitem')).toHaveCount(6)
  const list = await downloaded(() =>
    page.getByRole('menuitem', { name: 'Toetsingslijst in het Nederlands' }).click(),
  )
  assert.match(list.name, /^Toetsingslijst .*\.pdf$/)
  assert.equal(list.start, '%PDF')
  await page.getByRole('button', { name: 'Lijsten' }).click()
  const cibot = await downloaded(() =>
    page.getByRole('menuitem', { name: 'CIBOT-presentielijst in het Engels' }).click(),
  )
  assert.match(cibot.name, /^CIBOT attendance list .*\.pdf$/)
})

step('an external course has the neutral attendance list only', async () => {
  await bookCourse(page, { type: TYPE, date: dayFromNow(20) })
  await page.getByRole('button', { name: 'Presentielijst' }).click()
  assert.deepEqual(await page.getByRole('menuitem').allTextContents(), [
    'Presentielijst in het Nederlands',
    'Presentielijst in het Engels',
  ])
  await page.keyboard.press('Escape')
})

step('the lists of several courses come as one zip, with progress', async () => {
  await bookCourse(page, { type: TYPE, date: dayFromNow(21) })
  await page.goto(`/courses?q=${encodeURIComponent(TYPE)}`)
  await page.getByRole('row').nth(2).waitFor()
  await page.getByRole('checkbox', { name: 'Alle regels op deze pagina aanvinken' }).check()
  await page.getByRole('button', { name: 'Lijsten maken', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Lijsten van 2 cursussen maken' })
  await dialog.getByRole('button', { name: 'Maken' }).click()
  await dialog.getByText('De lijsten staan klaar').waitFor()
  const zip = await downloaded(() => dialog.getByRole('link', { name: 'Downloaden' }).click())
  assert.match(zip.name, /^Lijsten .*\.zip$/)
  assert.equal(zip.start, 'PK\u0003\u0004')
})

after(async () => {
  await page?.context().close()
})

// axe finds nothing: every page, light and dark, on a desk and on a phone.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { loggedIn, newPage } from './support/browser.mjs'

const { AxeBuilder } = createRequire(import.meta.url)('@axe-core/playwright')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]
const PAGES = [
  '/',
  '/courses',
  '/courses/new?kind=external',
  '/courses/new?kind=certified',
  '/courses/:course',
  '/courses/:course?tab=files',
  '/courses/:course?tab=instructors',
  '/courses/:course?tab=mails',
  '/courses/:course/edit',
  '/courses/:course/import',
  '/courses/:course/invite?audience=trainees',
  '/trainees',
  '/trainees/import',
  '/customers',
  '/certificates',
  '/instructors',
  '/mails',
  '/settings',
  '/settings/templates',
  '/settings/templates/new',
  '/settings/course-reminders',
  '/settings/trainee-reminders',
  '/settings/customer-reminders',
  '/settings/opt-outs',
  '/nergens',
]
/** What a page may show before it shows what it is about. */
const WAITING = '[aria-busy="true"], .mantine-Loader-root'

async function settled(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction((selector) => document.querySelector(selector) === null, WAITING)
}

/** Waits until the new colours are drawn: axe reads what stands on the screen, and a change of scheme takes a frame. */
function drawn(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations().map((each) => each.finished))
  })
}

/** Both colour schemes of what is on the screen, without loading it twice. */
async function check(page, name) {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
    await drawn(page)
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    )
    assert.deepEqual(found, [], `${name}, ${scheme}`)
  }
}

for (const look of SCREENS) {
  const name = `${look.width} px, light and dark`
  let page
  let courseId

  before(async () => {
    page = await loggedIn({ ...look, role: 'admin' })
    const answer = await page.request.get(
      '/api/v1/courses?state=planned&kind=external&sort=-firstDay&limit=1',
    )
    courseId = (await answer.json()).items[0].id
  })
  after(async () => {
    await page?.context().close()
  })

  test(`the login page (${name})`, async () => {
    const login = await newPage(look)
    await login.goto('/login')
    await settled(login)
    await check(login, '/login')
    await login.context().close()
  })

  for (const path of PAGES) {
    test(`${path} (${name})`, async () => {
      await page.goto(path.replace(':course', courseId))
      await settled(page)
      await check(page, path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wide <= 0, `${path} is ${wide} px wider than the screen`)
    })
  }

  test(`a form with errors and a dialog (${name})`, async () => {
    await page.goto('/courses/new?kind=external')
    await page.getByRole('button', { name: 'Opslaan' }).click()
    await page.getByText(/dingen om naar te kijken/).waitFor()
    await check(page, 'form with errors')
    await page.goto(`/courses/${courseId}`)
    await page.getByRole('button', { name: 'Cursist toevoegen' }).first().click()
    await page.getByRole('dialog').waitFor()
    await check(page, 'dialog')
  })
}

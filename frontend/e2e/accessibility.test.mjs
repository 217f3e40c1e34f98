// axe finds nothing: every page, light and dark, on a desk and on a phone.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { loggedIn, newPage } from './support/browser.mjs'
import { routes } from './support/screens.mjs'

const { AxeBuilder } = createRequire(import.meta.url)('@axe-core/playwright')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]
/** An address for every route of the router, `:name` filled in with what the demo has. */
const PAGES = {
  '/': ['/'],
  '/certificates': ['/certificates'],
  '/courses': ['/courses'],
  '/courses/shared': ['/courses/shared'],
  '/courses/new': ['/courses/new?kind=external', '/courses/new?kind=certified'],
  '/courses/$courseId': [
    '/courses/:course',
    '/courses/:course?tab=files',
    '/courses/:course?tab=instructors',
    '/courses/:course?tab=mails',
  ],
  '/courses/$courseId/edit': ['/courses/:course/edit'],
  '/courses/$courseId/import': ['/courses/:course/import'],
  '/courses/$courseId/instructors': [],
  '/courses/$courseId/invite': ['/courses/:course/invite?audience=trainees'],
  '/trainees': ['/trainees'],
  '/trainees/import': ['/trainees/import'],
  '/trainees/new': ['/trainees/new'],
  '/trainees/$traineeId': ['/trainees/:trainee'],
  '/customers': ['/customers'],
  '/customers/new': ['/customers/new'],
  '/customers/$customerId': ['/customers/:customer'],
  '/instructors': ['/instructors?day=2027-03-01'],
  '/mails': ['/mails'],
  '/mails/$mailId': ['/mails/:mail'],
  '/settings': [],
  '/settings/organisation': ['/settings/organisation'],
  '/settings/users': ['/settings/users'],
  '/settings/locations': ['/settings/locations'],
  '/settings/external-instructors': ['/settings/external-instructors'],
  '/settings/templates': ['/settings/templates'],
  '/settings/templates/new': ['/settings/templates/new'],
  '/settings/templates/$templateId': ['/settings/templates/:template'],
  '/settings/course-reminders': ['/settings/course-reminders'],
  '/settings/trainee-reminders': ['/settings/trainee-reminders'],
  '/settings/customer-reminders': ['/settings/customer-reminders'],
  '/settings/opt-outs': ['/settings/opt-outs'],
  '/settings/api-keys': ['/settings/api-keys'],
  '/settings/modules': ['/settings/modules'],
}
/** Routes that still wait for their turn: an entry above takes its place. */
const NOT_YET = [
  '/certificates/import',
  '/certification-items',
  '/certification-items/$itemId',
  '/certification-items/new',
  '/operator/invoices',
  '/operator/prices',
  '/operator/providers/$providerId',
  '/operator/requests',
  '/settings/invoices',
  '/settings/invoices/$invoiceId',
  '/settings/subscription',
]
/** Without a login; `/welcome` is shown with a link that is not one. */
const OUTSIDE = ['/login', '/forgot-password', '/new-password', '/welcome']
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

/** Every rule in light, and in dark what the colours change: the rest of the page is the same, and axe is slow. */
const CHECKS = { light: (axe) => axe.withTags(RULES), dark: (axe) => axe.withRules(['color-contrast']) }

/** Both colour schemes of what is on the screen, without loading it twice. */
async function check(page, name) {
  for (const [scheme, rules] of Object.entries(CHECKS)) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
    await drawn(page)
    const { violations } = await rules(new AxeBuilder({ page })).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    )
    assert.deepEqual(found, [], `${name}, ${scheme}`)
  }
}

test('every route is visited here, or named as not yet', () => {
  const visited = [...Object.keys(PAGES), ...OUTSIDE, ...NOT_YET]
  assert.deepEqual(visited.sort(), [...new Set([...routes(), '/login'])].sort())
})

for (const look of SCREENS) {
  const name = `${look.width} px, light and dark`
  let page
  let ids

  before(async () => {
    page = await loggedIn({ ...look, role: 'admin' })
    const first = async (path) =>
      (await (await page.request.get(`/api/v1/${path}${path.includes('?') ? '&' : '?'}limit=1`)).json())
        .items[0].id
    // A colleague who was invited and has not come in: on the page of users, and among the mails.
    await page.request.post('/api/v1/user-invitations', {
      data: { name: 'Bea de Boer', email: 'bea@voorbeeld.example', role: 'planner' },
    })
    ids = {
      course: await first('courses?state=planned&kind=external&sort=-firstDay'),
      trainee: await first('trainees'),
      customer: await first('customers'),
      mail: await first('mails'),
      template: (await (await page.request.get('/api/v1/templates')).json()).items[0].id,
    }
  })
  after(async () => {
    await page?.context().close()
  })

  for (const path of OUTSIDE) {
    test(`${path} (${name})`, async () => {
      const outside = await newPage(look)
      await outside.goto(path)
      await settled(outside)
      await check(outside, path)
      await outside.context().close()
    })
  }

  for (const path of [...Object.values(PAGES).flat(), '/nergens']) {
    test(`${path} (${name})`, async () => {
      await page.goto(path.replace(/:(\w+)/, (_match, what) => ids[what]))
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
    await page.goto(`/courses/${ids.course}`)
    await page.getByRole('button', { name: 'Cursist toevoegen' }).first().click()
    await page.getByRole('dialog').waitFor()
    await check(page, 'dialog')
  })
}

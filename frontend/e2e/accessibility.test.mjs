// axe finds nothing: every page, light and dark, on a desk and on a phone.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { dayFromNow, loggedIn, newPage } from './support/browser.mjs'
import { answerLink, mailArrives } from './support/mailbox.mjs'
import { routes } from './support/screens.mjs'

const { resolve } = createRequire(import.meta.url)
const { source: AXE } = createRequire(resolve('@axe-core/playwright'))('axe-core')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]
/** An address for every route of the router, `:name` filled in with what the demo has. */
const PAGES = {
  '/': ['/'],
  '/$': ['/there-is-no-such-page'],
  '/account': ['/account'],
  '/certificates': ['/certificates'],
  '/certificates/import': ['/certificates/import'],
  '/certification-items': ['/certification-items'],
  '/certification-items/$itemId': ['/certification-items/:item'],
  '/certification-items/new': ['/certification-items/new'],
  '/courses': ['/courses', '/courses?preview=:course'],
  '/courses/shared': ['/courses/shared'],
  '/courses/new': ['/courses/new?kind=external', '/courses/new?kind=certified'],
  '/courses/$courseId': [
    '/courses/:course',
    '/courses/:course?tab=files',
    '/courses/:course?tab=instructors',
    '/courses/:course?tab=mails',
    '/courses/:course?tab=history',
  ],
  '/courses/$courseId/edit': ['/courses/:course/edit'],
  '/courses/$courseId/import': ['/courses/:course/import'],
  '/courses/$courseId/instructors': [],
  '/courses/$courseId/invite': ['/courses/:course/invite?audience=trainees'],
  '/trainees': ['/trainees'],
  '/trainees/duplicates': ['/trainees/duplicates'],
  '/trainees/import': ['/trainees/import'],
  '/trainees/merge': ['/trainees/merge?one=:trainee&two=:otherTrainee'],
  '/trainees/new': ['/trainees/new'],
  '/trainees/$traineeId': ['/trainees/:trainee', '/trainees/:trainee?history=open'],
  '/customers': ['/customers'],
  '/customers/duplicates': ['/customers/duplicates'],
  '/customers/merge': ['/customers/merge?one=:customer&two=:otherCustomer'],
  '/customers/new': ['/customers/new'],
  '/customers/$customerId': ['/customers/:customer', '/customers/:customer?tab=history'],
  '/instructors': ['/instructors?day=2027-03-01'],
  '/mails': ['/mails'],
  '/mails/$mailId': ['/mails/:mail'],
  '/settings': [],
  '/settings/organisation': ['/settings/organisation'],
  '/settings/sender': ['/settings/sender'],
  '/settings/users': ['/settings/users'],
  '/settings/locations': ['/settings/locations'],
  '/settings/external-instructors': ['/settings/external-instructors'],
  '/settings/templates': ['/settings/templates'],
  '/settings/templates/new': ['/settings/templates/new'],
  '/settings/templates/$templateId': ['/settings/templates/:template'],
  '/settings/course-reminders': ['/settings/course-reminders'],
  '/settings/trainee-reminders': ['/settings/trainee-reminders'],
  '/settings/customer-reminders': ['/settings/customer-reminders'],
  '/settings/log': ['/settings/log'],
  '/settings/opt-outs': ['/settings/opt-outs'],
  '/settings/api-keys': ['/settings/api-keys'],
  '/settings/webhooks': ['/settings/webhooks'],
  '/settings/webhooks/$webhookId': ['/settings/webhooks/:webhook'],
  '/settings/modules': ['/settings/modules'],
  '/settings/subscription': ['/settings/subscription'],
  '/settings/invoices': ['/settings/invoices'],
  '/settings/invoices/$invoiceId': ['/settings/invoices/:invoice'],
}
/** The operator's routes, which a provider's user does not come at. */
const OPERATOR_PAGES = {
  '/operator/course-types': ['/operator/course-types', '/operator/course-types?archived=true'],
  '/operator/course-types/$typeId': ['/operator/course-types/:type'],
  '/operator/instructors': ['/operator/instructors'],
  '/operator/invoices': ['/operator/invoices'],
  '/operator/code95': ['/operator/code95'],
  '/operator/prices': ['/operator/prices'],
  '/operator/providers/$providerId': ['/operator/providers/:provider'],
  '/operator/requests': ['/operator/requests'],
  '/operator/watch': ['/operator/watch'],
}
/** Without a login; `/welcome` is shown with a link that is not one. */
const OUTSIDE = ['/login', '/forgot-password', '/new-password', '/welcome', '/register', '/registration']
const TEST_MS = 60_000
/** What a page may show before it shows what it is about. */
const WAITING = '[aria-busy="true"], .mantine-Loader-root, .mantine-Skeleton-root'

/** The rows of a list are made by the same code: the first ones speak for the rest, and axe takes its time for each. */
const MORE_OF_THE_SAME = 'main :is(tbody > tr, li):nth-child(n + 9)'

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
const CHECKS = { light: { type: 'tag', values: RULES }, dark: { type: 'rule', values: ['color-contrast'] } }

/** What axe finds on the screen; not in the frames on it, which show a mail. A frame that is not loaded yet would hang it. */
async function violationsOn(page, runOnly) {
  await page.evaluate(AXE)
  const violations = await page.evaluate(
    async ([exclude, options]) => (await globalThis.axe.run({ exclude: [exclude] }, options)).violations,
    [MORE_OF_THE_SAME, { runOnly, resultTypes: ['violations'], iframes: false }],
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  )
}

/** What axe still finds when it looks again: what is wrong stays wrong, and colours that were being changed do not. */
async function lasting(page, rules) {
  let violations = await violationsOn(page, rules)
  for (let again = 0; violations.length > 0 && again < 3; again++) {
    await drawn(page)
    violations = await violationsOn(page, rules)
  }
  return violations
}

/** What is on the screen, on a desk and on a phone, in both colour schemes, without loading it again; `portal` says
 * whether it is a screen of the portal, which shows its colours otherwise than a signed page does. */
async function check(page, { portal = true } = {}) {
  const found = []
  for (const screen of SCREENS) {
    await page.setViewportSize(screen)
    for (const [scheme, rules] of Object.entries(CHECKS)) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      if (portal) await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
      await drawn(page)
      const violations = await lasting(page, rules)
      found.push(...violations.map((words) => `${screen.width} px, ${scheme}: ${words}`))
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (wide > 0) found.push(`${screen.width} px: the page is ${wide} px wider than the screen`)
  }
  assert.deepEqual(found, [])
  await page.setViewportSize(SCREENS[0])
}

test('every route is visited here', () => {
  const visited = [...Object.keys(PAGES), ...Object.keys(OPERATOR_PAGES), ...OUTSIDE]
  assert.deepEqual(visited.sort(), [...new Set([...routes(), '/login'])].sort())
})

let pages
let ids

/** A page for each of those who visit, side by side: a stranger, a provider's administrator and the operator. */
before(async () => {
  const [stranger, admin, operator] = await Promise.all([
    newPage(),
    loggedIn({ role: 'admin' }),
    loggedIn({ provider: null }),
  ])
  pages = { stranger, admin, operator }
  const items = async (path, page = admin) => (await (await page.request.get(`/api/v1/${path}`)).json()).items
  // A colleague who was invited and has not come in: on the page of users, and among the mails.
  await admin.request.post('/api/v1/user-invitations', {
    data: { name: 'Bea de Boer', email: 'bea@voorbeeld.example', role: 'planner' },
  })
  // A webhook that nobody answers, with something in its list.
  const hook = await admin.request.post('/api/v1/webhooks', {
    data: { url: 'https://ontvanger.example/hooks', eventTypes: ['course.booked'], description: 'CRM' },
  })
  const webhook = await hook.json()
  await admin.request.post(`/api/v1/webhooks/${webhook.id}/test`)
  const [course] = await items('courses?state=planned&kind=external&sort=-firstDay&limit=1')
  const [trainee, otherTrainee] = await items('trainees?limit=2')
  const [customer, otherCustomer] = await items('customers?limit=2')
  const [item] = await items('certification-items?limit=1')
  const [invoice] = await items('invoices?limit=1')
  const [mail] = await items('mails?limit=1')
  const [template] = await items('templates')
  const [provider] = await items('operator/providers', operator)
  const [type] = await items('operator/course-types', operator)
  const known = {
    course,
    trainee,
    otherTrainee,
    customer,
    otherCustomer,
    item,
    invoice,
    mail,
    template,
    provider,
    webhook,
    type,
  }
  ids = Object.fromEntries(Object.entries(known).map(([name, row]) => [name, row?.id]))
})
after(async () => {
  await Promise.all(Object.values(pages ?? {}).map((page) => page.context().close()))
})

const VISITS = {
  stranger: OUTSIDE,
  admin: Object.values(PAGES).flat(),
  operator: ['/', ...Object.values(OPERATOR_PAGES).flat()],
}

for (const [who, paths] of Object.entries(VISITS)) {
  for (const path of paths) {
    test(`${who}: ${path}`, { timeout: TEST_MS }, async () => {
      const page = pages[who]
      await page.goto(path.replace(/:([a-zA-Z]+)/g, (_match, what) => ids[what]))
      await settled(page)
      await check(page)
    })
  }
}

test('the dialogs of webhooks', { timeout: TEST_MS }, async () => {
  const page = pages.admin
  await page.goto('/settings/webhooks')
  await page.getByRole('button', { name: 'Nieuwe webhook' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Webhook maken' }).click()
  await page.getByRole('dialog').locator('[aria-invalid="true"]').first().waitFor()
  await check(page)
  await page.goto(`/settings/webhooks/${ids.webhook}`)
  await page.getByRole('row', { name: /Testbericht/ }).click()
  await page.getByRole('dialog').getByText('Wat er is verstuurd').waitFor()
  await check(page)
})

test('a form with errors', async () => {
  await pages.admin.goto('/courses/new?kind=external')
  await pages.admin.getByRole('button', { name: 'Opslaan' }).click()
  await pages.admin.getByText(/dingen om naar te kijken/).waitFor()
  await check(pages.admin)
})

test('a dialog', async () => {
  await pages.admin.goto(`/courses/${ids.course}`)
  await pages.admin.getByRole('button', { name: 'Cursist toevoegen' }).first().click()
  await pages.admin.getByRole('dialog').waitFor()
  await check(pages.admin)
})

test('an open menu', async () => {
  await pages.admin.goto(`/courses/${ids.course}`)
  await pages.admin.getByRole('button', { name: 'Meer acties' }).click()
  await pages.admin.getByRole('menuitem', { name: 'Annuleren' }).waitFor()
  await check(pages.admin)
})

/** What an instructor comes to see by the links of his mails, from the question to the list of the day. */
test('the signed pages of an instructor', { timeout: 2 * TEST_MS }, async () => {
  const type = `Toegankelijk ${Date.now().toString(36)}`
  const { request } = pages.admin
  const post = async (path, data) => {
    const answer = await request.post(`/api/v1/${path}`, { data })
    assert.ok(answer.ok(), await answer.text())
    return answer.json()
  }
  const [day, month, year] = dayFromNow(91).split('-')
  const days = [{ date: `${year}-${month}-${day}`, starts: '09:00', ends: '17:00' }]
  const course = await post('courses', { kind: 'external', type: { name: type }, days, maxTrainees: 8 })
  for (const familyName of ['Aalders', 'Bakker']) {
    await post(`courses/${course.id}/enrolments`, { trainee: { givenName: 'Noor', familyName } })
  }
  const { items } = await (await request.get(`/api/v1/courses/${course.id}/staffing`)).json()
  const { instructor } = items.find((one) => one.allowedActions.includes('invite'))
  const asked = { instructors: [{ kind: instructor.kind, id: instructor.id }] }
  const [{ id }] = (await post(`courses/${course.id}/staffing-requests`, asked)).items
  const mail = await mailArrives(({ words }) => words.includes(type) && words.includes('/antwoord/'))
  const link = answerLink(mail)
  const page = await newPage()
  const see = async (address, heading) => {
    if (address) await page.goto(address)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await check(page, { portal: false })
  }
  await see(`${link}?a=ja`, 'Kun je deze cursus geven?')
  await page.getByRole('button', { name: 'Ik ben beschikbaar' }).click()
  await see('', 'Bedankt voor je antwoord')
  await see(`${link}x`, /./)
  await post(`courses/${course.id}/staffing-requests/${id}/confirmation`, { position: 'main' })
  await see(link, 'Je geeft deze cursus')
  await page.getByRole('button', { name: 'Mail mij de link' }).click()
  await see('', 'De link is onderweg')
  const [own] = /https?:\/\/[^\s"'<>]+\/instructeur\/[\w-]+/.exec(
    (await mailArrives(({ words }) => words.includes('/instructeur/') && words.includes(instructor.name)))
      .words,
  )
  await see(own, /^Jouw pagina/)
  await page.getByRole('link', { name: 'Presentie en uitslag invullen' }).last().click()
  await page.waitForURL(/\/lesdag\//)
  await see('', /./)
  await page.context().close()
})

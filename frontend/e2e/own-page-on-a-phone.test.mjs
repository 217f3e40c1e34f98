// The contact person's page on a phone: the link is asked for by mail, a code opens it, and it says what expires.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { before } from 'node:test'
import { journey, loggedIn, newPage } from './support/browser.mjs'
import { mailArrives, mailsTo } from './support/mailbox.mjs'

const { resolve } = createRequire(import.meta.url)
const { source: AXE } = createRequire(resolve('@axe-core/playwright'))('axe-core')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const WISH = `Graag een cursus ${Date.now().toString(36)} voor 8 mensen`

let page
let customer
let holder
const step = journey(() => page)

/** A customer of the demo with a person who has a certificate. */
function withCertificates() {
  const read = async (path) => (await fetch(`/api/v1/${path}`)).json()
  return read('customers').then(async ({ items }) => {
    for (const found of items) {
      const { items: held } = await read(`certificates?customerId=${found.id}&state=valid`)
      if (held.length > 0) return { customer: found, holder: held[0].holderName }
    }
    throw new Error('Nobody of the demo has a certificate.')
  })
}

/** The mail to the contact person that holds this, of those that were not there before. */
async function newMail(holds, act) {
  const former = new Set(mailsTo(customer.contactEmail).map(({ raw }) => raw))
  await act()
  return mailArrives(
    ({ raw, words }) => raw.includes(customer.contactEmail) && holds.test(words) && !former.has(raw),
  )
}

/** What axe finds on the page, in light and dark, and whether it is wider than the phone. */
async function looksWell() {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(AXE)
    const found = await page.evaluate(
      async (values) => (await globalThis.axe.run(document, { runOnly: values })).violations,
      RULES,
    )
    assert.deepEqual(
      found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    )
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 390, `the page is ${width} wide`)
}

before(async () => {
  const planner = await loggedIn()
  ;({ customer, holder } = await planner.evaluate(withCertificates))
  page = await newPage({ width: 390, height: 844 })
})

step('the link comes by mail, to who asks for it with the own address', async () => {
  await page.goto('/mijn')
  await looksWell()
  const mail = await newMail(/\/mijn\/[\w-]+/, async () => {
    await page.getByLabel('E-mailadres').fill(customer.contactEmail)
    await page.getByRole('button', { name: 'Mail mij de link' }).click()
    await page.getByRole('status').waitFor()
  })
  await page.goto(/\/mijn\/[\w-]+/.exec(mail.words)[0])
  await page.getByRole('heading', { name: 'Je eigen pagina' }).waitFor()
  await looksWell()
})

step('a wrong code opens nothing, the right one does', async () => {
  const mail = await newMail(/\b\d{6}\b/, async () => {
    await page.getByRole('button', { name: 'Stuur mij een code' }).click()
    await page.getByLabel('Code uit de mail').waitFor()
  })
  const code = /^\s*(\d{6})\s*$/m.exec(mail.words)[1]
  await page.getByLabel('Code uit de mail').fill(code === '000000' ? '111111' : '000000')
  await page.getByRole('button', { name: 'Pagina openen' }).click()
  await page.getByRole('alert').filter({ hasText: 'klopt niet' }).waitFor()
  await looksWell()
  await page.getByLabel('Code uit de mail').fill(code)
  await page.getByRole('button', { name: 'Pagina openen' }).click()
  await page.getByRole('heading', { name: `Cursisten van ${customer.name}` }).waitFor()
})

step('it shows the own people, and gives their certificates', async () => {
  const person = page.getByRole('heading', { level: 3, name: holder })
  // The page comes whole from the server: who is not on it stands on a later one.
  for (let number = 2; (await person.count()) === 0; number += 1) {
    await page.getByRole('link', { name: 'Volgende' }).click()
    await page.waitForURL(`**?pagina=${number}`)
  }
  await person.waitFor()
  await looksWell()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Alle certificaten downloaden' }).click()
  assert.match((await coming).suggestedFilename(), /\.zip$/)
})

step('a course is asked for, and the provider hears of it', async () => {
  await page.getByLabel('Welke cursus, voor hoeveel mensen en wanneer?').fill(WISH)
  await page.getByRole('button', { name: 'Doorgeven aan de opleider' }).last().click()
  await page.getByRole('status').filter({ hasText: 'doorgegeven' }).waitFor()
  await mailArrives(({ words }) => words.includes(WISH))
})

step('leaving closes the page on this phone', async () => {
  await page.getByRole('button', { name: 'Pagina afsluiten op dit apparaat' }).click()
  await page.getByRole('button', { name: 'Stuur mij een code' }).waitFor()
})

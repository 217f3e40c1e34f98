// A browser that is logged in, and what every journey asks of it.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'
import { expect as patient } from '@playwright/test'
import { chromium } from 'playwright-core'
import { demo } from './portal.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const WAIT_MS = 20_000

/** Looks until it is so, or the time is up: what a person sees comes a moment after what he does. */
export const expect = patient.configure({ timeout: WAIT_MS })

function executable() {
  if (process.env.CBOT_CHROMIUM) return process.env.CBOT_CHROMIUM
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
  if (!found) throw new Error('There is no Chromium: install it, or name it in CBOT_CHROMIUM.')
  return found
}

/** The promise itself is kept: two hooks that ask at the same moment share one browser, and none is left running. */
let launching

function theBrowser() {
  launching ??= chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  return launching
}

after(async () => {
  await (await launching)?.close()
})

/** What the console says when a page broke down and the portal caught it: the person sees an excuse, not the page. */
const BREAKDOWN = /^(Type|Reference|Range)?Error: /

/** A page of its own, with nothing remembered. Scripts that fail on it fail the journey. */
export async function newPage({ width = 1280, height = 900, scheme = 'light', javaScript = true } = {}) {
  const context = await (await theBrowser()).newContext({
    baseURL: demo().baseUrl,
    viewport: { width, height },
    colorScheme: scheme,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    javaScriptEnabled: javaScript,
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(WAIT_MS)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && BREAKDOWN.test(message.text())) throw new Error(message.text())
  })
  return page
}

/** A user of a provider in a role; without a provider the operator. */
export function userOf(provider, role) {
  if (provider === null) return demo().operator
  return demo().providers.find((one) => one.key === provider).users[role]
}

/** Logs in on the screen, as people do. */
export async function login(page, provider = 'A', role = 'planner') {
  const { email, password } = userOf(provider, role)
  await page.goto('/login')
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.waitForURL((url) => url.pathname !== '/login')
  return page
}

export async function loggedIn(options = {}) {
  const { provider, role, ...pageOptions } = options
  return login(await newPage(pageOptions), provider, role)
}

/** Types in a search field and takes the choice that reads like this. */
export async function choose(page, field, typed, option) {
  const box = page.getByRole('combobox', { name: field })
  await box.fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

/** Waits for the line at the edge of the screen that says that something was done. */
export async function told(page, text) {
  await page.getByRole('alert').filter({ hasText: text }).first().waitFor()
}

/** The row of a list that holds this text. */
export const row = (page, text) => page.getByRole('row').filter({ hasText: text })

/** Every error at a field, as it is read out: the message hangs on the field itself. */
export async function errorAt(field) {
  await expect(field, 'the field is not marked as wrong').toHaveAttribute('aria-invalid', 'true')
  return field.evaluate((node) =>
    (node.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}

/** Today at the provider's, for a whole file: a journey that runs over midnight goes on counting from the same day. */
const [YEAR, MONTH, DAY] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' })
  .format(new Date())
  .split('-')
  .map(Number)

/** A day so many days from now, as it is typed: 07-06-2027. */
export function dayFromNow(days) {
  const [year, month, day] = new Date(Date.UTC(YEAR, MONTH - 1, DAY + days))
    .toISOString()
    .slice(0, 10)
    .split('-')
  return `${day}-${month}-${year}`
}

/** Books an external course on the screen and gives the id that it got. */
export async function bookCourse(page, { type, date, instructor = null, max = 12 }) {
  await page.goto('/courses/new?kind=external')
  await choose(page, 'Type', type, type)
  await page.getByRole('textbox', { name: 'Datum', exact: true }).fill(date)
  if (instructor) await choose(page, 'Hoofdinstructeur', instructor, instructor)
  else await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await page.getByLabel('Maximum aantal cursisten').fill(String(max))
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}$/)
  await page.getByRole('tablist').waitFor()
  return page.url().split('/').at(-1)
}

/** Fills in somebody new and puts him in the course that is on the screen. */
export async function addNewTrainee(page, { name, email = '' }) {
  await page.getByRole('button', { name: 'Cursist toevoegen' }).first().click()
  await choose(page, 'Zoek een bekende cursist', name, /als nieuwe cursist/)
  if (email) await page.getByLabel('E-mailadres').fill(email)
  await page.getByRole('button', { name: 'Toevoegen aan de cursus' }).click()
  await row(page, name).waitFor()
}

/** The steps of one journey: after a broken one the rest has nothing to stand on and is left out. */
export function journey(pageOf) {
  let broken = false
  return (name, act) =>
    test(name, async (t) => {
      if (broken) return t.skip('an earlier step failed')
      try {
        await act(t)
      } catch (error) {
        broken = true
        await keepPicture(pageOf(), name)
        t.diagnostic(await seenOn(pageOf()))
        throw error
      }
    })
}

/** Where the page stood and what it said when a step failed, for who has only the log. */
async function seenOn(page) {
  if (!page) return 'no page was open'
  const words = await page
    .locator('body')
    .innerText({ timeout: 2_000 })
    .catch(() => 'the page cannot be read')
  return `${page.url()} says: ${words.replace(/\s+/g, ' ').slice(0, 1_500)}`
}

/** The picture of what the screen showed when a step failed, for who asks for it with CBOT_E2E_PICTURES. */
async function keepPicture(page, name) {
  const folder = process.env.CBOT_E2E_PICTURES
  if (!folder || !page) return
  const file = `${name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`
  await page.screenshot({ path: join(folder, file), fullPage: true }).catch(() => undefined)
}

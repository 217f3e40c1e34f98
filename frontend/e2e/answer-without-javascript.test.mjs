// An instructor answers by the link of his mail in a browser that runs no scripts at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookCourse, dayFromNow, loggedIn, newPage, row } from './support/browser.mjs'
import { answerLink, mailArrives } from './support/mailbox.mjs'

const TYPE = `Zonder script ${Date.now().toString(36)}`
const NAME = 'Wim ten Brink'
const LEFT_ALONE_MS = Number(process.env.CBOT_E2E_LEFT_ALONE_MS ?? 5_000)

/** A mail scanner with a whole browser: it runs every script on the page, and touches nothing. */
async function leftAlone(link) {
  const scanner = await newPage()
  const sent = []
  scanner.on('request', (request) => sent.push(`${request.method()} ${request.url()}`))
  for (const choice of ['?a=ja', '?a=nee']) {
    await scanner.goto(`${link}${choice}`)
    await scanner.waitForTimeout(LEFT_ALONE_MS / 2)
  }
  assert.deepEqual(
    sent.filter((request) => !request.startsWith('GET ')),
    [],
  )
  await scanner.context().close()
}

test('opening the link changes nothing, the buttons record, and the answer may be changed', async () => {
  const planner = await loggedIn()
  const courseId = await bookCourse(planner, { type: TYPE, date: dayFromNow(60) })
  await planner.goto(`/courses/${courseId}?tab=instructors`)
  const line = row(planner, NAME)
  await line.getByRole('button', { name: `${NAME} uitnodigen` }).click()
  const mail = await mailArrives(({ words }) => words.includes(TYPE) && words.includes('/antwoord/'))

  await leftAlone(answerLink(mail))
  await planner.reload()
  await line.getByText('nog geen reactie').waitFor()

  const page = await newPage({ width: 390, height: 844, javaScript: false })
  const opened = await page.goto(`${answerLink(mail)}?a=ja`)
  assert.equal(opened?.status(), 200)
  await page.getByText(TYPE).first().waitFor()
  await planner.reload()
  await line.getByText('nog geen reactie').waitFor()

  await page.getByRole('button', { name: 'Ik ben beschikbaar' }).click()
  await page
    .getByText(/Bedankt/)
    .first()
    .waitFor()
  await line.getByText('Beschikbaar').first().waitFor()

  await page.goto(`${answerLink(mail)}?a=nee`)
  await page.getByRole('button', { name: 'Ik ben niet beschikbaar' }).click()
  await page
    .getByText(/Bedankt/)
    .first()
    .waitFor()
  await line.getByText('Niet beschikbaar').waitFor()

  await line.getByRole('button', { name: `Meer acties voor ${NAME}` }).click()
  await planner.getByRole('menuitem', { name: 'Antwoorden bekijken' }).click()
  const history = planner.getByRole('dialog', { name: `Antwoorden van ${NAME}` })
  await history.getByRole('listitem').filter({ hasText: 'Niet beschikbaar' }).waitFor()
  await history.getByRole('listitem').nth(1).filter({ hasText: 'Beschikbaar' }).waitFor()

  const altered = await page.goto(`${answerLink(mail)}x`)
  assert.equal(altered?.status(), 404)
})

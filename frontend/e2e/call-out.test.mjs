// The whole call-out by two people: the planner at a desk, the instructor on a phone that runs no scripts.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn, newPage, row, told } from './support/browser.mjs'
import { answerLink, mailArrives } from './support/mailbox.mjs'

const TYPE = `Oproep ${Date.now().toString(36)}`
const DAY = dayFromNow(75)
const CHOSEN = 'Wim ten Brink'

let planner
let phone
let courseId
let answerPage
const step = journey(() => planner)
const line = (name) => row(planner, name)
const isTo = (name, raw) => new RegExp(`^To:.*${name.split(' ')[0]}`, 'm').test(raw)
const askedOf = (name) =>
  mailArrives(({ raw, words }) => words.includes(TYPE) && words.includes('/antwoord/') && isTo(name, raw))

before(async () => {
  planner = await loggedIn()
  phone = await newPage({ width: 390, height: 844, javaScript: false })
})

step('the planner asks everybody who is free, by a day', async () => {
  courseId = await bookCourse(planner, { type: TYPE, date: DAY })
  await planner.goto(`/courses/${courseId}?tab=instructors`)
  await line(CHOSEN).waitFor()
  await planner.getByLabel('Reactie uiterlijk (mag leeg blijven)').fill(dayFromNow(7))
  await planner.getByRole('button', { name: 'Alle vrije instructeurs uitnodigen' }).click()
  await told(planner, /uitnodigingen zijn onderweg/)
  await line(CHOSEN)
    .getByText(/Gevraagd te reageren tot en met/)
    .waitFor()
})

step('the instructor answers with a note, without scripts, and thinks twice', async () => {
  answerPage = answerLink(await askedOf(CHOSEN))
  await phone.goto(`${answerPage}?a=nee`)
  await phone.getByText(/uiterlijk/).waitFor()
  await phone.getByRole('button', { name: 'Ik ben niet beschikbaar' }).click()
  await line(CHOSEN).getByText('Niet beschikbaar').waitFor()
  await phone.goto(`${answerPage}?a=ja`)
  await phone.getByLabel(/Opmerking/).fill('Ik kom met de trein')
  await phone.getByRole('button', { name: 'Ik ben beschikbaar' }).click()
  await phone.getByRole('heading', { name: 'Bedankt voor je antwoord' }).waitFor()
  await phone.getByRole('link', { name: /agenda/ }).waitFor()
  await line(CHOSEN).getByText('Beschikbaar', { exact: true }).waitFor()
  await line(CHOSEN)
    .getByText(/Ik kom met de trein/)
    .waitFor()
})

step('the planner confirms one and tells the others at the offer that follows', async () => {
  await line(CHOSEN)
    .getByRole('button', { name: `${CHOSEN} bevestigen als hoofdinstructeur` })
    .click()
  await line(CHOSEN).getByText('Bevestigd als hoofdinstructeur').waitFor()
  await planner.getByRole('button', { name: /^Stuur afwijzingen \(\d+\)$/ }).click()
  await told(planner, /afwijzing/)
  await planner.getByText('Afgewezen').first().waitFor()
  await planner.getByRole('button', { name: /^Stuur afwijzingen/ }).waitFor({ state: 'detached' })
})

step('the instructor sees that the course is his, and gets the link to his own page by mail', async () => {
  await phone.goto(answerPage)
  await phone.getByRole('heading', { name: 'Je geeft deze cursus' }).waitFor()
  await expect(phone.getByRole('button', { name: 'Ik ben beschikbaar' })).toHaveCount(0)
  await phone.getByRole('button', { name: 'Mail mij de link' }).click()
  await phone.getByRole('heading', { name: 'De link is onderweg' }).waitFor()
  const mail = await mailArrives(({ raw, words }) => words.includes('/instructeur/') && isTo(CHOSEN, raw))
  const [own] = /https?:\/\/[^\s"'<>]+\/instructeur\/[\w-]+/.exec(mail.words)
  await phone.goto(own)
  await phone.getByRole('heading', { name: `Jouw pagina, ${CHOSEN}` }).waitFor()
  await phone.getByText(TYPE).waitFor()
  assert.ok(await phone.evaluate('document.documentElement.scrollWidth <= 390'), 'the page scrolls sideways')
})

step('the instructor takes days off, and is busy for whoever asks next', async () => {
  const [day, month, year] = dayFromNow(82).split('-')
  await phone.getByLabel('Vanaf').fill(`${year}-${month}-${day}`)
  await phone.getByRole('button', { name: 'Dagen toevoegen' }).click()
  await phone.getByText('De dagen zijn toegevoegd.').waitFor()
  const next = await bookCourse(planner, { type: TYPE, date: dayFromNow(82) })
  await planner.goto(`/courses/${next}?tab=instructors`)
  await line(CHOSEN).getByText(/Bezet/).first().waitFor()
  await expect(line(CHOSEN).getByRole('button', { name: `${CHOSEN} uitnodigen` })).toHaveCount(0)
})

step('the day page opens from the own page', async () => {
  await phone.getByRole('link', { name: 'Presentie en uitslag invullen' }).last().click()
  await phone.getByRole('heading', { level: 1 }).waitFor()
  assert.match(new URL(phone.url()).pathname, /^\/lesdag\//)
})

after(async () => {
  await planner?.context().close()
  await phone?.context().close()
})

// The operator makes a certified type with documents and lesson material; a planner of an institute books it and sees both.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import {
  addNewTrainee,
  choose,
  dayFromNow,
  expect,
  journey,
  loggedIn,
  row,
  told,
} from './support/browser.mjs'

const RUN = Date.now().toString(36)
const NAME = `Hijsen en aanslaan ${RUN}`
const CODE = `HIJS-${RUN}`
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
const NEWER = Buffer.concat([PDF, Buffer.from('\n')])

let operator
let planner
let typePage
let coursePage
const step = journey(() => (coursePage ? planner : operator))
const dialog = () => operator.getByRole('dialog')
const edition = (number) =>
  row(operator, 'werkboek.pdf').filter({ has: operator.getByText(number, { exact: true }) })

before(async () => {
  operator = await loggedIn({ provider: null })
  planner = await loggedIn()
})

/** Fills in the form of a new type; what has a default stays. */
async function fillIn(name, code) {
  await operator.getByRole('button', { name: 'Nieuw cursustype' }).click()
  await dialog().getByRole('textbox', { name: 'Naam' }).fill(name)
  await dialog().getByRole('textbox', { name: 'Code', exact: true }).fill(code)
  await dialog().getByLabel('Geldigheid van het certificaat in maanden').fill('24')
}

step('the operator adds a type with its own document', async () => {
  await operator.getByRole('link', { name: 'Cursustypen' }).click()
  await fillIn(NAME, CODE)
  await dialog().getByLabel('Starttijd').fill('8.30')
  await dialog().getByLabel('Maximum aantal cursisten').fill('7')
  await dialog().getByRole('button', { name: 'Eigen document toevoegen' }).click()
  await dialog().getByRole('textbox', { name: 'Eigen document 1' }).fill('Praktijkformulier')
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  await operator.waitForURL(/\/operator\/course-types\/[0-9a-f-]{36}$/)
  typePage = operator.url()
  await operator.getByText('Benodigde documenten: Presentielijst, Praktijkformulier').waitFor()
  await operator.getByText('Nog geen lesmateriaal').waitFor()
})

step('a code that is taken is told at its field, and nothing typed is lost', async () => {
  await operator.goto('/operator/course-types')
  await fillIn(`Iets anders ${RUN}`, CODE.toLowerCase())
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  const code = dialog().getByRole('textbox', { name: 'Code', exact: true })
  await expect(code).toHaveAttribute('aria-invalid', 'true')
  await dialog().getByText('Een ander cursustype heeft deze code.').first().waitFor()
  await expect(dialog().getByRole('textbox', { name: 'Naam' })).toHaveValue(`Iets anders ${RUN}`)
})

step('material is chosen, and a newer version dragged onto its place', async () => {
  await operator.goto(typePage)
  await operator
    .locator('input[type=file]')
    .setInputFiles({ name: 'werkboek.pdf', mimeType: 'application/pdf', buffer: PDF })
  await told(operator, 'werkboek.pdf: versie 1 gaat vanaf nu mee.')
  await row(operator, 'werkboek.pdf').getByText('Gaat mee').waitFor()
  const dragged = await operator.evaluateHandle((words) => {
    const held = new DataTransfer()
    held.items.add(new File([words], 'werkboek.pdf', { type: 'application/pdf' }))
    return held
  }, NEWER.toString())
  await operator
    .locator('fieldset', { has: operator.getByLabel('Bestand toevoegen') })
    .dispatchEvent('drop', { dataTransfer: dragged })
  await told(operator, 'werkboek.pdf: versie 2 gaat vanaf nu mee.')
  await edition('2').getByText('Gaat mee').waitFor()
  await edition('1')
    .getByText(/Vervangen, tot/)
    .waitFor()
})

step('the former version is still there to fetch', async () => {
  const [file] = await Promise.all([
    operator.waitForEvent('download'),
    operator.getByRole('link', { name: 'werkboek.pdf, versie 1 downloaden' }).click(),
  ])
  assert.equal(file.suggestedFilename(), 'werkboek.pdf')
})

step('an institute books it with everything filled in', async () => {
  await planner.goto('/courses/new?kind=certified')
  await choose(planner, 'Type', NAME, NAME)
  await expect(planner.getByLabel('Starttijd')).toHaveValue('08:30')
  await expect(planner.getByLabel('Maximum aantal cursisten')).toHaveValue('7')
  await expect(planner.getByRole('textbox', { name: 'Eigen document 1' })).toHaveValue('Praktijkformulier')
  await planner.getByRole('textbox', { name: 'Datum', exact: true }).fill(dayFromNow(60))
  await planner.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  await planner.getByRole('button', { name: 'Opslaan' }).click()
  await planner.waitForURL(/\/courses\/[0-9a-f-]{36}$/)
  coursePage = planner.url()
  await addNewTrainee(planner, { name: 'Hanna de Hijser', email: `hanna.${RUN}@voorbeeld.example` })
})

step('the course asks for the documents', async () => {
  await planner.getByRole('tab', { name: 'Bestanden' }).click()
  for (const document of ['Presentielijst', 'Praktijkformulier']) {
    await planner.getByRole('listitem').filter({ hasText: document }).first().waitFor()
  }
})

step('the invitation offers the material', async () => {
  await planner.goto(coursePage)
  await planner.getByRole('button', { name: 'Uitnodigen' }).click()
  await planner.getByRole('menuitem', { name: /[Cc]ursisten/ }).click()
  await planner.getByLabel('Stuur CIBOT lesmateriaal mee').waitFor()
  await planner.getByText(/werkboek\.pdf \(/).waitFor()
})

step('a new validity says for which courses it holds, and the booked course keeps its own', async () => {
  const expiry = async () => (await (await planner.request.get(apiOf(coursePage))).json()).expiresOn
  const before = await expiry()
  await operator.goto(typePage)
  await operator.getByRole('button', { name: 'Bewerken' }).click()
  await dialog().getByLabel('Geldigheid van het certificaat in maanden').fill('12')
  await dialog().getByText('De geldigheid gaat van 24 naar 12 maanden').waitFor()
  await dialog().getByRole('button', { name: 'Opslaan' }).click()
  await told(
    operator,
    'De nieuwe geldigheid van 12 maanden geldt voor cursussen die vanaf nu worden geboekt.',
  )
  await operator.getByText('Geldigheid: 12 maanden').waitFor()
  assert.equal(await expiry(), before)
})

step('withdrawn material goes along no longer', async () => {
  await operator.getByRole('button', { name: 'werkboek.pdf intrekken' }).click()
  await dialog().getByRole('button', { name: 'Intrekken' }).click()
  await told(operator, 'werkboek.pdf gaat niet meer mee.')
  await edition('2')
    .getByText(/Ingetrokken, tot/)
    .waitFor()
  const material = await (await planner.request.get(`${apiOf(coursePage)}/lesson-material`)).json()
  assert.deepEqual(material.items, [])
})

step('an archived type is offered no longer, until that is undone', async () => {
  await operator.getByRole('button', { name: 'Archiveren' }).click()
  await operator.getByText('Dit type kan niet worden geboekt.', { exact: false }).waitFor()
  assert.deepEqual(await offered(), [])
  await operator.getByRole('button', { name: 'Ongedaan maken' }).click()
  await told(operator, `${NAME} kan weer worden geboekt.`)
  assert.deepEqual(await offered(), [NAME])
})

const apiOf = (url) => `/api/v1/courses/${url.split('/').at(-1)}`

async function offered() {
  const answer = await planner.request.get('/api/v1/course-types', { params: { kind: 'certified', q: NAME } })
  return (await answer.json()).items.map(({ name }) => name)
}

after(async () => {
  await operator?.context().close()
  await planner?.context().close()
})

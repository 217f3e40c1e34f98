// Bad input gets its message at the field, and nothing that was typed is lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bookCourse, choose, dayFromNow, errorAt, expect, loggedIn, row } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const HEADER_INJECTION = 'jan@voorbeeld.example\nBcc: allen@voorbeeld.example'
let page

before(async () => {
  page = await loggedIn({ role: 'admin' })
})
after(async () => {
  await page?.context().close()
})

const date = () => page.getByRole('textbox', { name: 'Datum', exact: true })
const save = () => page.getByRole('button', { name: 'Opslaan' }).click()

test('an empty course names every field that it needs, and the first one gets the focus', async () => {
  await page.goto('/courses/new?kind=external')
  await save()
  await page.getByText('Er zijn 3 dingen om naar te kijken').waitFor()
  const type = page.getByRole('combobox', { name: 'Type' })
  assert.match(await errorAt(type), /Kies een type/)
  assert.match(await errorAt(date()), /dag-maand-jaar/)
  assert.match(
    await errorAt(page.getByRole('combobox', { name: 'Hoofdinstructeur' })),
    /Ik heb nog geen instructeur/,
  )
  await expect(type).toBeFocused()
})

test('31-02 is no day, and an end before the start is asked about', async () => {
  await choose(page, 'Type', `Fout ${RUN}`, /als nieuw type/)
  await date().fill('31-02-2027')
  await page.getByLabel('Starttijd').fill('17:30')
  await page.getByLabel('Eindtijd').fill('07:30')
  await page.getByRole('textbox', { name: 'Opmerkingen' }).fill('Sleutel bij de buren')
  await save()
  assert.match(await errorAt(date()), /dag-maand-jaar/)
  assert.match(await errorAt(page.getByLabel('Eindtijd')), /07:30/)
  await expect(date()).toHaveValue('31-02-2027')
  await expect(page.getByRole('textbox', { name: 'Opmerkingen' })).toHaveValue('Sleutel bij de buren')
})

test('what only the API refuses lands at its field, with everything still there', async () => {
  await date().fill(dayFromNow(90))
  await page.getByLabel('Eindtijd').fill('18:30')
  await page.getByRole('button', { name: 'Ik heb nog geen instructeur' }).click()
  const remarks = page.getByRole('textbox', { name: 'Opmerkingen' })
  const long = 'x'.repeat(20_000)
  await remarks.fill(long)
  await save()
  await page.getByText(/ding om naar te kijken/).waitFor()
  assert.notEqual((await errorAt(remarks)).trim(), '')
  assert.equal((await remarks.inputValue()).length, long.length)
})

test('leaving the form keeps what was filled in', async () => {
  await page.getByRole('textbox', { name: 'Opmerkingen' }).fill('Sleutel bij de buren')
  await page.getByRole('link', { name: 'Dashboard' }).first().click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto('/courses/new?kind=external')
  await page.getByText('Wat je eerder invulde, staat er weer.').waitFor()
  await expect(page.getByRole('textbox', { name: 'Opmerkingen' })).toHaveValue('Sleutel bij de buren')
  await expect(page.getByRole('combobox', { name: 'Type' })).toHaveValue(`Fout ${RUN}`)
})

test('a new trainee: a broken address and a birth date that does not exist', async () => {
  await page.getByRole('button', { name: 'Opnieuw beginnen' }).click()
  await bookCourse(page, { type: `Fout ${RUN}`, date: dayFromNow(91) })
  await page.getByRole('button', { name: 'Cursist toevoegen' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Toevoegen aan de cursus' }).click()
  assert.match(await errorAt(dialog.getByRole('combobox')), /Kies iemand/)
  await dialog.getByRole('button', { name: 'Nieuwe cursist invullen' }).click()
  await dialog.getByLabel('Voornaam').fill('Jan')
  await dialog.getByLabel('Geboortedatum').fill('31-02-1990')
  await dialog.getByLabel('E-mailadres').fill(HEADER_INJECTION)
  await dialog.getByRole('button', { name: 'Toevoegen aan de cursus' }).click()
  assert.match(await errorAt(dialog.getByLabel('Achternaam')), /Vul dit in/)
  assert.match(await errorAt(dialog.getByLabel('Geboortedatum')), /dag-maand-jaar/)
  assert.match(await errorAt(dialog.getByLabel('E-mailadres')), /geen volledig e-mailadres/)
  await expect(dialog.getByLabel('Voornaam')).toHaveValue('Jan')
  await expect(dialog.getByLabel('Geboortedatum')).toHaveValue('31-02-1990')
})

test('a list: nothing pasted, and a file that is not what its name says', async () => {
  await page.goto('/trainees/import')
  await page.getByText('Plakken uit Excel').click()
  await page.getByRole('button', { name: 'Lijst lezen' }).click()
  const pasted = page.getByLabel('Plak hier je lijst')
  assert.match(await errorAt(pasted), /Kies een bestand of plak een lijst/)
  await page.getByText('Bestand uploaden').click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'cursisten.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from('%PDF-1.7 dit is geen rekenblad'),
  })
  await page
    .getByText(/Kies een Excel-bestand|niet wat de naam zegt/i)
    .first()
    .waitFor()
})

test('an answer on behalf needs a choice, and keeps the note', async () => {
  await bookCourse(page, { type: `Fout ${RUN}`, date: dayFromNow(92) })
  await page.getByRole('tab', { name: 'Instructeurs' }).click()
  const line = row(page, 'Ineke Postma')
  await line.getByRole('button', { name: 'Ineke Postma uitnodigen' }).click()
  await line.getByRole('button', { name: 'Meer acties voor Ineke Postma' }).click()
  await page.getByRole('menuitem', { name: 'Antwoord invullen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Opmerking').fill('Belde om tien uur')
  await dialog.getByRole('button', { name: 'Antwoord opslaan' }).click()
  await dialog.getByText('Maak een keuze').first().waitFor()
  await expect(dialog.getByLabel('Opmerking')).toHaveValue('Belde om tien uur')
})

test('an invitation: no subject, no text, and a copy to a broken address', async () => {
  const courseId = await bookCourse(page, { type: `Fout ${RUN}`, date: dayFromNow(93) })
  await page.goto(`/courses/${courseId}/invite?audience=trainees`)
  await page.getByLabel('CC (optioneel)').first().fill('geen-adres')
  await page.getByRole('button', { name: 'Verzenden' }).click()
  await page.getByText('Vul een onderwerp in.').first().waitFor()
  await page.getByText('Schrijf de tekst van de mail.').first().waitFor()
  await page.getByText('geen-adres is geen volledig e-mailadres.').first().waitFor()
})

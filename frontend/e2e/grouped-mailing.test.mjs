// A course with trainees of two customers and two without: one act of sending, one mail per contact person, one per
// loose trainee, and not a single one more. And a file that is one byte too large is refused before anything is sent.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, expect, journey, loggedIn, row, told } from './support/browser.mjs'
import { mailArrives, mailsTo } from './support/mailbox.mjs'

const RUN = Date.now().toString(36)
const LIMIT = 2_097_152
const at = (name) => `${name}.${RUN}@e2e.example`
let page
let courseId

/** Asks the API as the screens do, with the session of the page. */
async function post(path, body) {
  return page.evaluate(
    async ([url, content]) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(content),
      })
      if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    [`/api/v1${path}`, body],
  )
}

async function enrol(givenName, customerId = null) {
  const trainee = await post('/trainees', {
    givenName,
    familyName: `Groep${RUN}`,
    email: at(givenName.toLowerCase()),
    customerId,
  })
  await post(`/courses/${courseId}/enrolments`, { traineeId: trainee.id, customerId })
}

function customer(name) {
  return post('/customers', {
    name: `${name} ${RUN}`,
    address: 'Weg 1',
    contacts: [{ name: `Contact ${name}`, email: at(`contact-${name.toLowerCase()}`) }],
  })
}

before(async () => {
  page = await loggedIn()
})

after(() => page?.context().close())
const step = journey(() => page)

step('a course has trainees of two customers and two without one', async () => {
  courseId = await bookCourse(page, { type: `Groep ${RUN}`, date: dayFromNow(80) })
  const alfa = await customer('Alfa')
  const beta = await customer('Beta')
  for (const name of ['Anna', 'Arie', 'Ans']) await enrol(name, alfa.id)
  await enrol('Bert', beta.id)
  for (const name of ['Loes', 'Luuk']) await enrol(name)
})

step('a file of one byte too many is refused before anything is sent', async () => {
  await page.goto(`/courses/${courseId}/invite?audience=trainees`)
  const chooser = page.locator('input[type=file]').last()
  await page.getByText('Extra bijlage (max 2MB)').waitFor()
  const file = (size) => ({ name: 'bijlage.txt', mimeType: 'text/plain', buffer: Buffer.alloc(size, 'a') })
  await chooser.setInputFiles(file(LIMIT + 1))
  await page
    .getByText(/is te groot|groter dan|hoogstens/i)
    .first()
    .waitFor()
  await expect(page.getByText('bijlage.txt')).toHaveCount(0)
  await chooser.setInputFiles(file(LIMIT))
  await page.getByText('bijlage.txt').waitFor()
  const refused = await page.evaluate(async (size) => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(size).fill(97)], 'groot.txt', { type: 'text/plain' }))
    const answer = await fetch('/api/v1/attachments', { method: 'POST', body: form })
    return [answer.status, (await answer.json()).code]
  }, LIMIT + 1)
  assert.deepEqual(refused, [413, 'attachment_too_large'])
})

step('one act sends to the contact persons and to the loose trainees', async () => {
  await page.goto(`/courses/${courseId}/invite?audience=trainees`)
  const bulk = page.getByRole('combobox', { name: 'Kies een template (optioneel)' })
  await bulk.click()
  await page
    .getByRole('option')
    .filter({ hasText: /\(bulk\)/ })
    .first()
    .click()
  const plan = page.getByRole('complementary', { name: 'Wie krijgt wat' })
  await plan.getByText('2 mails').waitFor()
  await plan.getByText('2 cursisten krijgen niets').waitFor()
  await expect(plan.getByText(/: geen klant/)).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Template voor cursisten zonder klant' }).click()
  await page.getByRole('option').filter({ hasNotText: 'Zij krijgen niets' }).first().click()
  await plan.getByText('4 mails').waitFor()
  await plan.getByText('Contact Alfa (3 cursisten)').waitFor()
  await page.getByRole('button', { name: 'Verzenden' }).click()
  await told(page, '4 mails gaan over 10 seconden weg')
})

step('each contact person and each loose trainee has exactly one mail, the others have none', async () => {
  for (const name of ['contact-alfa', 'contact-beta', 'loes', 'luuk']) {
    await mailArrives(({ raw }) => raw.includes(at(name)))
  }
  await page.goto(`/courses/${courseId}`)
  await row(page, 'Anna')
    .getByText(/Verstuurd/)
    .waitFor()
  for (const name of ['contact-alfa', 'contact-beta', 'loes', 'luuk']) {
    assert.equal(mailsTo(at(name)).length, 1, name)
  }
  for (const name of ['anna', 'arie', 'ans', 'bert']) assert.equal(mailsTo(at(name)).length, 0, name)
  const [grouped] = mailsTo(at('contact-alfa'))
  for (const name of ['Anna', 'Arie', 'Ans']) assert.ok(grouped.words.includes(`${name} Groep${RUN}`), name)
  assert.ok(!grouped.words.includes('Bert'))
})

step('who was invited is left out of the next mailing until one asks for everybody', async () => {
  await page.goto(`/courses/${courseId}/invite?audience=trainees`)
  const plan = page.getByRole('complementary', { name: 'Wie krijgt wat' })
  await plan.getByText('Niemand krijgt een mail.').waitFor()
  await expect(plan.getByText(/: al uitgenodigd/)).toHaveCount(6)
  await page.getByRole('radio', { name: 'Alle cursisten' }).check()
  await plan.getByText(/^[24] mails$/).waitFor()
})

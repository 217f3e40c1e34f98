// Twelve people marked on a phone, one absent and one failed, with the photo of the signed list: at most seven taps.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { bookCourse, dayFromNow, journey, login, newPage, row, told } from './support/browser.mjs'

const RUN = Date.now().toString(36)
const TYPE = `Presentie op de telefoon ${RUN}`
const PEOPLE = Array.from({ length: 12 }, (_, index) => `Persoon${index + 1} Testma${'abcdefghijkl'[index]}`)
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
)
const [ABSENT, FAILED] = [PEOPLE[2], PEOPLE[6]]
const MOST_TAPS = 7

let page
let courseId
const step = journey(() => page)

/** Asks the API on behalf of who is logged in. */
const ask = (method, path, body) =>
  page.evaluate(
    async (request) => {
      const answer = await fetch(`/api/v1${request.path}`, {
        method: request.method,
        headers: { 'Content-Type': 'application/json' },
        body: request.body && JSON.stringify(request.body),
      })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    },
    { method, path, body },
  )

before(async () => {
  page = await login(await newPage({ width: 390, height: 844 }))
  courseId = await bookCourse(page, { type: TYPE, date: dayFromNow(0) })
  for (const name of PEOPLE) {
    const [givenName, familyName] = name.split(' ')
    await ask('POST', `/courses/${courseId}/enrolments`, { trainee: { givenName, familyName } })
  }
})

step('attendance and results of twelve people take at most seven taps and a photo', async () => {
  let taps = 0
  const tap = async (target) => {
    taps += 1
    await target.click()
  }
  const button = (name) => page.getByRole('button', { name })
  await page.goto(`/courses?q=${encodeURIComponent(TYPE)}`)
  await tap(page.getByRole('link', { name: TYPE }).first())
  await tap(button('Iedereen aanwezig'))
  await page.getByText('12 van 12 ingevuld').waitFor()
  await tap(button(`Nee: ${ABSENT} was niet aanwezig`))
  await tap(button('Iedereen geslaagd'))
  await page.getByRole('button', { name: `Ja: ${FAILED} is geslaagd`, pressed: true }).waitFor()
  await tap(button(`Nee: ${FAILED} is niet geslaagd`))
  await tap(page.getByRole('tab', { name: 'Bestanden' }))
  const chosen = page.waitForEvent('filechooser')
  await button('Bestand kiezen voor Presentielijst').click()
  await (await chosen).setFiles({ name: 'lijst.jpg', mimeType: 'image/jpeg', buffer: PHOTO })
  await told(page, 'lijst.jpg')
  assert.ok(taps <= MOST_TAPS, `${taps} taps`)

  const { items } = await ask('GET', `/courses/${courseId}/enrolments?limit=200`)
  const names = (test) => items.filter(test).map(({ trainee }) => trainee.name)
  assert.deepEqual(
    names(({ attended }) => attended === false),
    [ABSENT],
  )
  assert.deepEqual(
    names(({ passed }) => passed === false),
    [FAILED],
  )
  assert.equal(names(({ passed }) => passed === true).length, 10)
  const { documents } = await ask('GET', `/courses/${courseId}`)
  assert.deepEqual(
    documents.filter(({ file }) => file).map(({ kind }) => kind),
    ['attendance_list'],
  )
})

step('marking everybody is undone from its message', async () => {
  await page.goto(`/courses/${courseId}`)
  await page.getByRole('button', { name: 'Iedereen aanwezig' }).click()
  await told(page, 'Aangepast voor alle cursisten')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByRole('button', { name: `Nee: ${ABSENT} was niet aanwezig`, pressed: true }).waitFor()
})

step('a refused mark is taken back on the screen', async () => {
  const name = `Ja: ${PEOPLE[0]} was aanwezig`
  await page.getByRole('button', { name, pressed: true }).waitFor()
  await page.route('**/enrolments/marks', (route) => route.fulfill({ status: 503, json: {} }))
  await page.getByRole('button', { name: `Nee: ${PEOPLE[0]} was niet aanwezig` }).click()
  await told(page, 'De vorige stand staat er weer')
  await page.getByRole('button', { name, pressed: true }).waitFor()
  await page.unroute('**/enrolments/marks')
})

step('a second day has marks of its own', async () => {
  const course = await ask('GET', `/courses/${courseId}`)
  const [day] = course.days
  const later = new Date(`${day.date}T12:00:00Z`)
  later.setUTCDate(later.getUTCDate() + 1)
  const second = { ...day, date: later.toISOString().slice(0, 10) }
  await page.evaluate(
    ({ id, version, days }) =>
      fetch(`/api/v1/courses/${id}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', 'If-Match': `"${version}"` },
        body: JSON.stringify({ days }),
      }),
    { id: courseId, version: course.version, days: [day, second] },
  )
  await page.goto(`/courses/${courseId}?day=${second.date}`)
  await page.getByText('0 van 12 ingevuld').waitFor()
  await page.getByRole('button', { name: `Ja: ${PEOPLE[0]} was aanwezig` }).click()
  await page.getByText('1 van 12 ingevuld').waitFor()
  await page.getByText('Hele cursus', { exact: true }).click()
  await row(page, ABSENT).getByText('0 van 2 dagen aanwezig').waitFor()
  await page.getByRole('button', { name: `Ja: ${PEOPLE[0]} was aanwezig`, pressed: true }).waitFor()
})

after(async () => {
  await page?.context().close()
})

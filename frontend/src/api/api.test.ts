import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startTranslations } from '@/i18n/setup'
import { staleKeys, topicOf } from './changes'
import { ifMatch, rest } from './client'
import { errorText, fieldText } from './error-text'
import { ApiError, networkError, toApiError } from './errors'
import { worthRetrying } from './query-client'
import { onSignedOut } from './transport'

beforeAll(() => startTranslations('nl'))
afterEach(() => vi.unstubAllGlobals())

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } })

function answering(...answers: Array<Response | Error>) {
  const sent: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request)
    const answer = answers.shift()
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  })
  return sent
}

test('a problem becomes one shape with its broken fields', () => {
  const error = toApiError(400, {
    code: 'invalid_input',
    title: 'Invoer klopt niet',
    detail: 'Two fields.',
    traceId: 'abc',
    errors: [
      { pointer: '/days/0/ends', code: 'ends_before_start', detail: 'Ends before it starts.' },
      'rubbish',
    ],
    params: { max: 3 },
  })
  expect(error).toMatchObject({ status: 400, code: 'invalid_input', traceId: 'abc', params: { max: 3 } })
  expect(error.fields).toEqual([
    { pointer: '/days/0/ends', code: 'ends_before_start', detail: 'Ends before it starts.' },
  ])
})

test('an answer that is no problem document still becomes an error', () => {
  expect(toApiError(502, '<html>')).toMatchObject({ status: 502, code: 'server_error', fields: [] })
})

test('a known code reads in the language of the screen, an unknown one in the words of the API', () => {
  expect(errorText(toApiError(409, { code: 'course_full' }))).toBe('Deze cursus zit vol.')
  expect(errorText(toApiError(409, { code: 'never_heard_of', title: 'Kan niet' }))).toBe('Kan niet')
  expect(errorText(toApiError(500, { traceId: '7F3K' }))).toContain('7F3K')
  expect(errorText(networkError())).toContain('Geen verbinding')
  expect(fieldText({ pointer: '/x', code: 'required', detail: '' })).toBe('Vul dit in.')
  expect(fieldText({ pointer: '/x', code: 'odd', detail: 'Odd.' })).toBe('Odd.')
})

test('a creating request carries a key, and is sent once more under the same key when no answer came', async () => {
  const sent = answering(new TypeError('gone'), json(201, { id: '1' }))
  await expect(rest.post('/api/v1/things', { a: 1 })).resolves.toEqual({ id: '1' })
  const keys = sent.map((request) => request.headers.get('Idempotency-Key'))
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[1]).toBe(keys[0])
})

test('a reading request that got no answer is a network error, without a second try here', async () => {
  const sent = answering(new TypeError('gone'))
  await expect(rest.get('/api/v1/things')).rejects.toMatchObject({ status: 0, code: 'network' })
  expect(sent).toHaveLength(1)
})

test('an update says from which version it was made', async () => {
  const sent = answering(json(200, {}))
  await rest.patch('/api/v1/things/1', 7, { a: 1 })
  expect(sent[0]?.headers.get('If-Match')).toBe('"7"')
  expect(ifMatch(7)).toEqual({ 'if-match': '"7"' })
})

test('the end of the session is told', async () => {
  answering(json(401, { code: 'not_signed_in' }))
  const heard = vi.fn()
  const stop = onSignedOut(heard)
  await expect(rest.get('/api/v1/courses')).rejects.toBeInstanceOf(ApiError)
  stop()
  expect(heard).toHaveBeenCalledOnce()
})

test('only what may go better is tried again', () => {
  expect(worthRetrying(0, toApiError(404, {}))).toBe(false)
  expect(worthRetrying(0, toApiError(503, {}))).toBe(true)
  expect(worthRetrying(2, toApiError(503, {}))).toBe(false)
})

test('a change makes stale what shows it', () => {
  expect(topicOf('{"topic":"mails","id":"1"}')).toBe('mails')
  expect(topicOf('ping')).toBeNull()
  expect([...staleKeys(['mails'])].sort()).toEqual([
    'certificates',
    'dashboard',
    'enrolments',
    'mailings',
    'mails',
  ])
})

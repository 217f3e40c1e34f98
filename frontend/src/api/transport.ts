import { currentLocale } from '@/i18n/setup'
import { networkError, toApiError } from './errors'

const RETRY_AFTER_MS = 400
/** A POST only because the question is long: it makes nothing, so there is nothing to repeat by mistake. */
const ONLY_ASKS = /\/(template-previews|mailing-plans|[a-z-]+-import-previews)$/
const listeners = new Set<() => void>()

/** Tells when the API says that the session is over. Gives a function that stops listening. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function withHeaders(request: Request): Request {
  request.headers.set('Accept-Language', currentLocale())
  if (request.method === 'POST' && !ONLY_ASKS.test(request.url)) {
    request.headers.set('Idempotency-Key', crypto.randomUUID())
  }
  return request
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Sends one request. A POST that got no answer is sent once more under the same key, so it cannot happen twice.
 * Raises ApiError (status 0) when no answer comes.
 */
export async function send(input: Request): Promise<Response> {
  const request = withHeaders(input)
  const spare = request.clone()
  try {
    return await fetch(request)
  } catch (reason) {
    if (request.signal.aborted) throw reason
    if (request.method !== 'POST') throw networkError()
  }
  await pause(RETRY_AFTER_MS)
  return fetch(spare).catch(() => {
    throw networkError()
  })
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? ''
  return type.includes('json') ? response.json().catch(() => null) : null
}

/** Raises ApiError for an answer that is no success, and says so to who listens when the session has ended. */
export async function refuse(response: Response, body?: unknown): Promise<never> {
  const error = toApiError(response.status, body ?? (await bodyOf(response)))
  const loggingIn = response.url.endsWith('/api/v1/session')
  if (response.status === 401 && !loggingIn) for (const listener of listeners) listener()
  throw error
}

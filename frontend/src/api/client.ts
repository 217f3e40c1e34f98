import createClient from 'openapi-fetch'
import type { paths } from './generated/schema'
import { refuse, send } from './transport'

/** The typed client: `call(http.GET('/api/v1/courses', { params: { query } }))`. */
export const http = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: send })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** Gives the body of a success; raises ApiError for everything else. */
export async function call<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer
  if (!response.ok) return refuse(response, error)
  return data as T
}

/** The header that says from which version a change was made. */
export function ifMatch(version: number): { 'if-match': string } {
  return { 'if-match': `"${version}"` }
}

type Query = Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>

function addressOf(path: string, query: Query = {}): string {
  const url = new URL(path, globalThis.location.origin)
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') url.searchParams.append(key, String(item))
    }
  }
  return url.toString()
}

async function request<T>(method: string, address: string, body?: unknown, headers = {}): Promise<T> {
  const form = body instanceof FormData
  const sent = new Request(address, {
    method,
    headers: {
      Accept: 'application/json',
      ...(body && !form ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : form ? body : JSON.stringify(body),
  })
  const response = await send(sent)
  if (!response.ok) return refuse(response)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

function nameIn(disposition: string): string {
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? ''
}

function keep(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Requests by path, for uploads and for what the typed client cannot say. */
export const rest = {
  get: <T>(path: string, query?: Query) => request<T>('GET', addressOf(path, query)),
  post: <T>(path: string, body: unknown = {}) => request<T>('POST', addressOf(path), body),
  /** `version` is the one that the change was made from; null for the few things that have none. */
  patch: <T>(path: string, version: number | null, body: unknown) =>
    request<T>('PATCH', addressOf(path), body, version === null ? {} : ifMatch(version)),
  put: <T>(path: string, version: number | null, body: unknown) =>
    request<T>('PUT', addressOf(path), body, version === null ? {} : ifMatch(version)),
  delete: (path: string, version?: number) =>
    request<void>('DELETE', addressOf(path), undefined, version === undefined ? {} : ifMatch(version)),
  /** Gets a file and hands it to the browser to keep, under the name that the API gives it; by POST where that is noted. */
  download: async (path: string, query?: Query, method: 'GET' | 'POST' = 'GET') => {
    const response = await send(new Request(addressOf(path, query), { method }))
    if (!response.ok) return refuse(response)
    keep(await response.blob(), nameIn(response.headers.get('Content-Disposition') ?? ''))
  },
  /** A POST whose words stand in its address, such as the filters of a list. */
  postQuery: <T>(path: string, query: Query) => request<T>('POST', addressOf(path, query)),
  upload: <T>(path: string, form: FormData) => request<T>('POST', addressOf(path), form),
}

/** One broken field of the input: where (`/days/0/end`), a stable code and a readable reason. */
export interface FieldProblem {
  pointer: string
  code: string
  detail: string
}

/** Every failure of a request in one shape. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[],
    readonly traceId: string | null,
    /** What a translation or a dialog may show, such as the courses that clash. */
    readonly params: Readonly<Record<string, unknown>>,
  ) {
    super(`${status} ${code}`)
    this.name = 'ApiError'
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function fieldProblem(value: unknown): FieldProblem[] {
  if (!isRecord(value)) return []
  return [{ pointer: text(value.pointer), code: text(value.code), detail: text(value.detail) }]
}

/** Reads a problem+json body; an answer that is none (a proxy's HTML page) still becomes an ApiError. */
export function toApiError(status: number, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {}
  const errors = Array.isArray(problem.errors) ? problem.errors : []
  return new ApiError(
    status,
    text(problem.code) || (status >= 500 ? 'server_error' : 'unexpected_answer'),
    text(problem.title),
    text(problem.detail),
    errors.flatMap(fieldProblem),
    text(problem.traceId) || null,
    isRecord(problem.params) ? problem.params : {},
  )
}

export function networkError(): ApiError {
  return new ApiError(0, 'network', '', '', [], null, {})
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

import type { FormErrors } from '@mantine/form'
import { fieldText } from '@/api/error-text'
import type { ApiError } from '@/api/errors'

/** `/days/0/end` becomes `days.0.end`, the way form paths are written. */
export function pathOf(pointer: string): string {
  return pointer
    .replace(/^#?\/?(body\/)?/, '')
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.')
}

interface SortedErrors {
  /** By path of the field that is on the screen. */
  fields: FormErrors
  /** What no field on the screen stands for; told above the form. */
  rest: string[]
}

/**
 * Lays the errors of the API on the fields of a form. `rename` says which form path stands for an API path, where
 * they differ; an unknown path falls back on its nearest known parent.
 */
export function sortErrors(
  error: ApiError,
  knows: (path: string) => boolean,
  rename: (path: string) => string = (path) => path,
): SortedErrors {
  const sorted: SortedErrors = { fields: {}, rest: [] }
  for (const problem of error.fields) {
    const path = nearestKnown(rename(pathOf(problem.pointer)), knows)
    const message = fieldText(problem)
    if (path === null) sorted.rest.push(message)
    else sorted.fields[path] ??= message
  }
  return sorted
}

function nearestKnown(path: string, knows: (path: string) => boolean): string | null {
  const parts = path.split('.')
  while (parts.length > 0) {
    const candidate = parts.join('.')
    if (candidate !== '' && knows(candidate)) return candidate
    parts.pop()
  }
  return null
}

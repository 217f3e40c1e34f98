import type { UseFormReturnType } from '@mantine/form'
import { type RefObject, useEffect, useState } from 'react'
import { errorText } from '@/api/error-text'
import { isApiError } from '@/api/errors'
import { sortErrors } from './pointers'

interface Options<V extends Record<string, unknown>> {
  form: UseFormReturnType<V>
  error: unknown
  rename?: (apiPath: string) => string
  fieldOfCode?: Readonly<Record<string, string>>
  nodeOf: (path: string) => HTMLElement | null
  summary: RefObject<HTMLDivElement | null>
}

/** Lays a refusal of the API on the fields once per refusal, and gives what no field stands for. */
export function useServerErrors<V extends Record<string, unknown>>(options: Options<V>): string[] {
  const { form, error, rename, fieldOfCode, nodeOf, summary } = options
  const [left, setLeft] = useState<string[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new refusal may touch the fields again
  useEffect(() => {
    if (!error) return setLeft([])
    if (!isApiError(error)) return setLeft([errorText(error)])
    const sorted = sortErrors(error, (path) => nodeOf(path) !== null, rename)
    const about = fieldOfCode?.[error.code]
    if (about) sorted.fields[about] = errorText(error)
    form.setErrors(sorted.fields)
    const paths = Object.keys(sorted.fields)
    setLeft(paths.length > 0 ? sorted.rest : [...new Set([...sorted.rest, errorText(error)])])
    requestAnimationFrame(() => {
      const first = paths[0]
      const node = first === undefined ? summary.current : nodeOf(first)
      node?.focus()
    })
  }, [error])

  return left
}

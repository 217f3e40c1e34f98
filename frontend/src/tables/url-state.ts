import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

export type SearchRecord = Record<string, string>
type Values = Record<string, string | undefined>

/**
 * Filters, sorting and tab of a page live in its address, so that a view can be kept and shared.
 * `read` turns the raw search into what the page works with; it must accept anything, since people edit addresses.
 * Keep it at module level. Setting a value to undefined or '' takes it out of the address.
 */
export function useUrlState<T>(read: (search: SearchRecord) => T): [T, (change: Values) => void] {
  const raw = useSearch({ strict: false }) as SearchRecord
  const navigate = useNavigate()
  const state = useMemo(() => read(raw), [read, raw])
  const change = useCallback(
    (values: Values) => {
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: ((former: SearchRecord) => merged(former, values)) as never,
      })
    },
    [navigate],
  )
  return [state, change]
}

export function merged(former: SearchRecord, values: Values): SearchRecord {
  const next: SearchRecord = { ...former }
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === '') delete next[key]
    else next[key] = value
  }
  return next
}

/** Takes a value only when it is one of the allowed ones. */
export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value)
}

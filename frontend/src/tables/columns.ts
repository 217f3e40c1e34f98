import type { ReactNode } from 'react'

/** One column of a list table. Keep the array at module level or memoised, or every row renders again. */
export interface Column<T> {
  id: string
  header: string
  cell: (row: T) => ReactNode
  /** The name by which the API sorts; a column without it cannot be sorted. */
  sort?: string
  align?: 'right' | 'center'
  /** On a phone a row becomes a card: its title, its plain lines, or not shown there. */
  card?: 'title' | 'line' | 'none'
  width?: string
  /** For columns of controls: the heading is read out but not shown. */
  hideHeader?: boolean
}

/** A sort key as the API writes it: `firstDay`, or `-firstDay` for the other way round. */
export function toggledSort(current: string | undefined, key: string): string {
  return current === key ? `-${key}` : key
}

export function sortDirection(current: string | undefined, key: string): 'ascending' | 'descending' | 'none' {
  if (current === key) return 'ascending'
  return current === `-${key}` ? 'descending' : 'none'
}

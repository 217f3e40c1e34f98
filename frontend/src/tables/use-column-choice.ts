import { useCallback, useMemo, useState } from 'react'
import { localStore } from '@/lib/storage'
import type { Column } from './columns'

export interface ColumnChoice {
  /** Every column that may be left out, with whether it is shown. */
  options: readonly { id: string; header: string; shown: boolean }[]
  toggle: (id: string) => void
  reset: () => void
}

interface Chosen<T> extends ColumnChoice {
  shown: readonly Column<T>[]
}

/** Which columns of a list are shown, remembered on this computer under the name of the list. */
export function useColumnChoice<T>(list: string, columns: readonly Column<T>[]): Chosen<T> {
  const key = `columns.${list}`
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => read(key))
  const keep = useCallback(
    (next: ReadonlySet<string>) => {
      setHidden(next)
      if (next.size > 0) localStore.write(key, [...next].join(' '))
      else localStore.remove(key)
    },
    [key],
  )
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(hidden)
      if (!next.delete(id)) next.add(id)
      keep(next)
    },
    [hidden, keep],
  )
  const reset = useCallback(() => keep(new Set()), [keep])
  return useMemo(() => {
    const isShown = (column: Column<T>) => !mayHide(column) || !hidden.has(column.id)
    const options = columns
      .filter(mayHide)
      .map((column) => ({ id: column.id, header: column.header, shown: isShown(column) }))
    return { shown: columns.filter(isShown), options, toggle, reset }
  }, [columns, hidden, toggle, reset])
}

/** The column that names the row always stands there: it leads to what the row is about. */
function mayHide<T>(column: Column<T>): boolean {
  return column.card !== 'title'
}

function read(key: string): ReadonlySet<string> {
  return new Set((localStore.read(key) ?? '').split(' ').filter(Boolean))
}

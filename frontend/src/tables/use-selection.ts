import { useCallback, useMemo, useState } from 'react'

export interface Selection {
  ids: ReadonlySet<string>
  toggle: (id: string) => void
  /** Ticks everything from the last ticked row up to this one, as people know it from their mail. */
  extendTo: (id: string, order: readonly string[]) => void
  setAll: (ids: readonly string[]) => void
  clear: () => void
}

/** Which rows are ticked. Rows that disappear from the list stay ticked only until the list is read again. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)

  const toggle = useCallback((id: string) => {
    setAnchor(id)
    setIds((former) => flipped(former, id))
  }, [])
  const extendTo = useCallback(
    (id: string, order: readonly string[]) => {
      setIds((former) => new Set([...former, ...between(order, anchor ?? id, id)]))
      setAnchor(id)
    },
    [anchor],
  )
  const setAll = useCallback((all: readonly string[]) => setIds(new Set(all)), [])
  const clear = useCallback(() => setIds(new Set()), [])
  return useMemo(() => ({ ids, toggle, extendTo, setAll, clear }), [ids, toggle, extendTo, setAll, clear])
}

function flipped(former: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(former)
  if (!next.delete(id)) next.add(id)
  return next
}

export function between(order: readonly string[], from: string, to: string): readonly string[] {
  const first = order.indexOf(from)
  const last = order.indexOf(to)
  if (first < 0 || last < 0) return [to]
  return order.slice(Math.min(first, last), Math.max(first, last) + 1)
}

import type { RefObject } from 'react'
import { useShortcuts } from '@/ui/shortcuts'

interface Actions {
  tick: (index: number) => void
  open: (index: number) => void
}

function rowsIn(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}

/** The row that holds the focus, or -1. */
function currentIndex(rows: readonly HTMLElement[]): number {
  return rows.findIndex((row) => row.contains(document.activeElement))
}

/** j and k walk through the rows, x ticks, Enter opens. */
export function useRowKeys(root: RefObject<HTMLElement | null>, actions: Actions): void {
  function move(step: number) {
    const rows = rowsIn(root.current)
    const at = currentIndex(rows)
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)
    rows[next]?.focus()
    rows[next]?.scrollIntoView({ block: 'nearest' })
  }

  function here(act: (index: number) => void) {
    const at = currentIndex(rowsIn(root.current))
    if (at >= 0) act(at)
  }

  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => here(actions.tick),
    Enter: () => {
      const focused = document.activeElement
      if (focused instanceof HTMLElement && !focused.hasAttribute('data-row')) focused.click()
      else here(actions.open)
    },
  })
}

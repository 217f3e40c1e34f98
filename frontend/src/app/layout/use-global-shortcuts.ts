import { useEffect } from 'react'
import { useSession } from '@/api/session'
import { useGo } from '@/ui/links'
import { type Shortcuts, useShortcuts } from '@/ui/shortcuts'
import { creatableBy, entriesFor } from '../navigation'

interface Openers {
  openPalette: () => void
  openHelp: () => void
}

/** Keys that work on every page, and Ctrl or Cmd with K, which also works while typing. */
export function useGlobalShortcuts({ openPalette, openHelp }: Openers): void {
  const session = useSession()
  const go = useGo()
  const shortcuts: Shortcuts = { '?': openHelp }
  if (session.provider) shortcuts['/'] = openPalette
  for (const { keys, to } of [...entriesFor(session), ...creatableBy(session)]) {
    if (keys) shortcuts[keys] = () => void go(to)
  }
  useShortcuts(shortcuts)

  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      openPalette()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [openPalette])
}

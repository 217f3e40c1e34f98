import { useEffect, useRef } from 'react'
import { localStore } from '@/lib/storage'

const KEY = 'cbot-shortcuts'
const SEQUENCE_MS = 1_200

/** Keys in order, such as `g c`, and what they do. Gives nothing back; the last component that mounted wins. */
export type Shortcuts = Record<string, () => void>

const layers: Array<{ current: Shortcuts }> = []
let typed = ''
let typedAt = 0

/** Single-letter shortcuts can be switched off: people who dictate would trigger them by speaking. */
export const shortcutsEnabled = () => localStore.read(KEY) !== 'off'
export const enableShortcuts = (on: boolean) => localStore.write(KEY, on ? 'on' : 'off')

/** Whether a key press belongs to a field or an open dialog, and not to the page. */
function isBusyElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  const element = event.target instanceof Element ? event.target : null
  const field =
    'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]'
  return element?.closest(field) != null && !isTickBox(element)
}

function isTickBox(element: Element | null): boolean {
  return (
    element instanceof HTMLInputElement && element.type === 'checkbox' && !element.closest('[role="dialog"]')
  )
}

/** The action for the keys typed so far, looking in the newest layer first. */
function actionFor(keys: string, stack: ReadonlyArray<{ current: Shortcuts }>): (() => void) | undefined {
  for (let index = stack.length - 1; index >= 0; index -= 1) {
    const action = stack[index]?.current[keys]
    if (action) return action
  }
  return undefined
}

function listen(event: KeyboardEvent) {
  if (event.key.length > 1 && event.key !== 'Enter') return
  if (isBusyElsewhere(event) || !shortcutsEnabled()) return
  const now = Date.now()
  const sequence = typed && now - typedAt < SEQUENCE_MS ? `${typed} ${event.key}` : event.key
  const action = actionFor(sequence, layers) ?? actionFor(event.key, layers)
  typed = action ? '' : event.key
  typedAt = now
  if (!action) return
  event.preventDefault()
  action()
}

/** Lends the keys to a component for as long as it is on the screen. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const own = useRef(shortcuts)
  own.current = shortcuts
  useEffect(() => {
    if (layers.length === 0) document.addEventListener('keydown', listen)
    layers.push(own)
    return () => {
      layers.splice(layers.indexOf(own), 1)
      if (layers.length === 0) document.removeEventListener('keydown', listen)
    }
  }, [])
}

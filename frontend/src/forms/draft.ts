import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { tabStore } from '@/lib/storage'

const REST_MS = 300

export interface Draft {
  /** Whether the form shows what was filled in before. */
  restored: boolean
  /** Throws the draft away and begins anew. */
  discard: () => void
  /** Forgets the draft: what it held is saved now. */
  done: () => void
}

/**
 * Keeps what is filled in for as long as the tab lives, so that leaving the page loses nothing. `key` says of what
 * it is the draft; a draft of another shape than the form is ignored.
 */
export function useDraft<V extends Record<string, unknown>>(form: UseFormReturnType<V>, key: string): Draft {
  const [restored, setRestored] = useState(false)
  const finished = useRef(false)
  const name = `cbot-draft-${key}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is taken up once, when the form appears
  useEffect(() => {
    const draft = readDraft(name, form.getInitialValues())
    if (!draft) return
    form.setValues(draft)
    setRestored(true)
  }, [name])

  const dirty = form.isDirty()
  useEffect(() => {
    if (!dirty) {
      finished.current = false
      return
    }
    const keep = () => {
      if (!finished.current) tabStore.write(name, JSON.stringify(form.values))
    }
    const timer = setTimeout(keep, REST_MS)
    window.addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [name, dirty, form.values])

  function done() {
    finished.current = true
    tabStore.remove(name)
  }

  function discard() {
    finished.current = true
    tabStore.remove(name)
    form.reset()
    setRestored(false)
  }

  return { restored, discard, done }
}

/** The draft, when it has the same fields as the form. */
function readDraft<V extends Record<string, unknown>>(name: string, initial: V): V | null {
  const stored = tabStore.read(name)
  if (!stored) return null
  try {
    const draft: unknown = JSON.parse(stored)
    if (typeof draft !== 'object' || draft === null) return null
    const same = Object.keys(initial).sort().join() === Object.keys(draft).sort().join()
    return same ? (draft as V) : null
  } catch {
    return null
  }
}

import { useEffect, useState } from 'react'

/**
 * Whether an overlay is open, a moment after it was asked for: it returns the focus only to what held it when it changed
 * from closed to open, and one that is loaded when it is first asked for would begin open.
 */
export function useOpenedLater(asked: boolean): boolean {
  const [opened, setOpened] = useState(false)
  useEffect(() => setOpened(asked), [asked])
  return asked && opened
}

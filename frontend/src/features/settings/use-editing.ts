import { useState } from 'react'

/** Which line of a list is open in the dialog: one of them, a new one, or none. */
export function useEditing<T>() {
  const [edited, setEdited] = useState<T | 'new' | null>(null)
  return {
    opened: edited !== null,
    existing: edited === 'new' ? null : edited,
    add: () => setEdited('new'),
    edit: setEdited as (line: T) => void,
    close: () => setEdited(null),
  }
}

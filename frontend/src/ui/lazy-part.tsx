import { type ReactNode, Suspense, useState } from 'react'

interface Props {
  /** Whether the part is asked for now, such as a dialog that is to open. */
  wanted: boolean
  children: ReactNode
}

/** A part of a page that is loaded when it is first asked for, and stays from then on, with what was typed in it. */
export function LazyPart({ wanted, children }: Props) {
  const [everWanted, setEverWanted] = useState(wanted)
  if (wanted && !everWanted) setEverWanted(true)
  return everWanted ? <Suspense fallback={null}>{children}</Suspense> : null
}

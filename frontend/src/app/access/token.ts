import { useState } from 'react'

/** What stands behind the `#` of the address: the browser keeps it to itself, so that no server reads it. */
export function useToken(): string {
  const [token] = useState(() => window.location.hash.slice(1))
  return token
}

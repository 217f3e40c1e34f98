/** Browser storage that may be refused (private windows, full disks): then nothing is remembered and nothing breaks. */
function guarded<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

interface Store {
  read: (key: string) => string | null
  write: (key: string, value: string) => void
  remove: (key: string) => void
}

function over(pick: () => Storage): Store {
  return {
    read: (key) => guarded(() => pick().getItem(key), null),
    write: (key, value) => guarded(() => pick().setItem(key, value), undefined),
    remove: (key) => guarded(() => pick().removeItem(key), undefined),
  }
}

/** Kept on this computer. */
export const localStore = over(() => window.localStorage)
/** Kept until the tab closes. */
export const tabStore = over(() => window.sessionStorage)

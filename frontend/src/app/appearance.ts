import { localStore } from '@/lib/storage'

export type Density = 'comfortable' | 'compact'

const KEY = 'cbot-density'

export function chosenDensity(): Density {
  return localStore.read(KEY) === 'compact' ? 'compact' : 'comfortable'
}

/** How high the rows of lists are, on this computer. */
export function chooseDensity(density: Density): void {
  localStore.write(KEY, density)
  document.documentElement.dataset.density = density
}

document.documentElement.dataset.density = chosenDensity()

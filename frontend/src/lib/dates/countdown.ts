interface Countdown {
  unit: 'days' | 'hours' | 'minutes'
  count: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long it is until an instant, in the largest unit that still says something; null once it has passed. */
export function countdown(until: string, now: Date): Countdown | null {
  const left = new Date(until).getTime() - now.getTime()
  if (left < 0) return null
  if (left >= 2 * DAY_MS) return { unit: 'days', count: Math.floor(left / DAY_MS) }
  if (left >= 2 * HOUR_MS) return { unit: 'hours', count: Math.floor(left / HOUR_MS) }
  return { unit: 'minutes', count: Math.floor(left / MINUTE_MS) }
}

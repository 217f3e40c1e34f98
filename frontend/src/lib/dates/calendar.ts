/** A day as the API writes it: `2019-06-07`. Days carry no time zone, so all sums here are done in UTC. */
export type IsoDate = string

const DAY_MS = 86_400_000
const FIRST_YEAR = 1900
const LAST_YEAR = 2199

export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null
  const instant = new Date(Date.UTC(year, month - 1, day))
  const exists = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day
  return exists ? instant.toISOString().slice(0, 10) : null
}

export function toUtc(day: IsoDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

export function addDays(day: IsoDate, count: number): IsoDate {
  return new Date(toUtc(day).getTime() + count * DAY_MS).toISOString().slice(0, 10)
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / DAY_MS)
}

/** Monday is 1, Sunday is 7. */
export function weekday(day: IsoDate): number {
  return toUtc(day).getUTCDay() || 7
}

/** Today as people in that time zone see it, whatever the clock of the computer is set to. */
export function todayIn(timeZone: string, now: Date): IsoDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return parts.format(now)
}

import { type IsoDate, toUtc } from './calendar'

export type Locale = 'nl' | 'en'

const TAGS: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' }
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(TAGS[locale], options)
    formatters.set(key, found)
  }
  return found
}

/** 07-06-2019, in both languages: a column of dates must line up and never be read as month-day. */
export function formatDate(day: IsoDate): string {
  const [year, month, date] = day.split('-')
  return `${date}-${month}-${year}`
}

/** vr 07-06-2019 */
export function formatDay(day: IsoDate, locale: Locale): string {
  return `${formatWeekday(day, locale)} ${formatDate(day)}`
}

/** vr */
export function formatWeekday(day: IsoDate, locale: Locale): string {
  return formatter(locale, { weekday: 'short', timeZone: 'UTC' }).format(toUtc(day))
}

/** vrijdag 7 juni 2019 */
export function formatLongDate(day: IsoDate, locale: Locale): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  } as const
  return formatter(locale, options).format(toUtc(day)).replace(',', '')
}

/** juni 2019 */
export function formatMonth(day: IsoDate, locale: Locale): string {
  return formatter(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(toUtc(day))
}

/** 07-06-2019 14:02, for an instant such as `2019-06-07T12:02:00Z` */
export function formatInstant(instant: string, timeZone: string): string {
  const date = new Date(instant)
  const day = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return `${formatDate(day.format(date))} ${formatClock(instant, timeZone)}`
}

/** 14:02 */
export function formatClock(instant: string, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return formatter('en', options).format(new Date(instant))
}

/** 09:30 from `09:30` or `09:30:00` */
export function formatTime(time: string): string {
  return time.slice(0, 5)
}

/** 09:30 - 17:30 */
export function formatTimes(start: string, end: string): string {
  return `${formatTime(start)} - ${formatTime(end)}`
}

import i18next, { type TFunction } from 'i18next'
import { createContext, use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type IsoDate, todayIn } from '@/lib/dates/calendar'
import * as dates from '@/lib/dates/format'
import { formatMoney } from '@/lib/money'
import { formatBytes, formatNumber } from '@/lib/numbers'

export type Translate = TFunction

/** The words of the screen: `const t = useT()`, then `t('common.save')`. */
export function useT(): Translate {
  return useTranslation().t
}

/** For code outside components, such as the toast after a mutation. */
export function translate(): Translate {
  return i18next.t
}

/** The text for a key that is only known while running, such as an error code; null when there is none. */
export function translateIfKnown(key: string, values: Record<string, unknown> = {}): string | null {
  return i18next.exists(key) ? String(i18next.t(key as never, values as never)) : null
}

/** The time zone in which the provider's days and times are meant. */
export const TimeZoneContext = createContext('Europe/Amsterdam')

export function useLocale(): dates.Locale {
  return useTranslation().i18n.language === 'en' ? 'en' : 'nl'
}

export function useToday(): IsoDate {
  return todayIn(use(TimeZoneContext), new Date())
}

/** Dates, times, amounts and sizes in the language of the screen and the provider's time zone. */
export function useFormat() {
  const locale = useLocale()
  const timeZone = use(TimeZoneContext)
  return useMemo(
    () => ({
      date: dates.formatDate,
      day: (day: IsoDate) => dates.formatDay(day, locale),
      weekday: (day: IsoDate) => dates.formatWeekday(day, locale),
      longDate: (day: IsoDate) => dates.formatLongDate(day, locale),
      month: (day: IsoDate) => dates.formatMonth(day, locale),
      instant: (instant: string) => dates.formatInstant(instant, timeZone),
      clock: (instant: string) => dates.formatClock(instant, timeZone),
      time: dates.formatTime,
      times: dates.formatTimes,
      money: (cents: number) => formatMoney(cents, locale),
      number: (value: number) => formatNumber(value, locale),
      bytes: (bytes: number) => formatBytes(bytes, locale),
    }),
    [locale, timeZone],
  )
}

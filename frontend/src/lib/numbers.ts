import type { Locale } from './dates/format'

const TAGS: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' }

export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale]).format(value)
}

/** 6,2 MB: sizes as people see them in their file manager, in steps of 1024. */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  const text = new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: unit === 0 ? 0 : 1 }).format(size)
  return `${text} ${units[unit]}`
}

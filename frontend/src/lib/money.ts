import type { Locale } from './dates/format'

/** € 1.234,50 from cents. The API gives whole cents; nothing is computed here. */
export function formatMoney(cents: number, locale: Locale): string {
  const tag = locale === 'nl' ? 'nl-NL' : 'en-IE'
  return new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR' }).format(cents / 100)
}

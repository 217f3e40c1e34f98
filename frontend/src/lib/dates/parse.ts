import { addDays, daysBetween, type IsoDate, isoDate, weekday } from './calendar'

/** Which year a day without a year means: the coming one (planning) or the last one (birth dates). */
export type YearRule = 'coming' | 'past'

const WORDS: Record<string, number> = {
  vandaag: 0,
  today: 0,
  morgen: 1,
  tomorrow: 1,
  overmorgen: 2,
  gisteren: -1,
  yesterday: -1,
  eergisteren: -2,
}

const WEEKDAYS = [
  ['ma', 'maandag', 'mo', 'mon', 'monday'],
  ['di', 'dinsdag', 'tu', 'tue', 'tuesday'],
  ['wo', 'woensdag', 'we', 'wed', 'wednesday'],
  ['do', 'donderdag', 'th', 'thu', 'thursday'],
  ['vr', 'vrijdag', 'fr', 'fri', 'friday'],
  ['za', 'zaterdag', 'sa', 'sat', 'saturday'],
  ['zo', 'zondag', 'su', 'sun', 'sunday'],
]

const MONTHS = [
  ['januari', 'january'],
  ['februari', 'february'],
  ['maart', 'mrt', 'march'],
  ['april'],
  ['mei', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['augustus', 'august'],
  ['september'],
  ['oktober', 'october'],
  ['november'],
  ['december'],
]

/** A day this far back still counts as this year's: people also enter what was given last week. */
const GRACE_DAYS = 31

/**
 * Reads a day the way Dutch people write one: `7-6`, `07-06-2019`, `070619`, `7 jun`, `morgen`, `+14`, `ma`.
 * The day always comes before the month. Gives null for what is no date, such as 31-02.
 */
export function parseDate(text: string, today: IsoDate, rule: YearRule = 'coming'): IsoDate | null {
  const typed = text.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ')
  if (typed === '') return null
  return (
    relativeDay(typed, today) ??
    coming(WEEKDAYS, typed, today) ??
    iso(typed) ??
    separated(typed, today, rule) ??
    digitsOnly(typed, today, rule) ??
    withMonthName(typed, today, rule)
  )
}

function relativeDay(typed: string, today: IsoDate): IsoDate | null {
  const word = WORDS[typed]
  if (word !== undefined) return addDays(today, word)
  const match = /^([+-])\s?(\d{1,4})\s?(d|w)?$/.exec(typed)
  if (!match) return null
  const count = Number(match[2]) * (match[3] === 'w' ? 7 : 1)
  return addDays(today, match[1] === '-' ? -count : count)
}

function coming(names: string[][], typed: string, today: IsoDate): IsoDate | null {
  const index = names.findIndex((spellings) => spellings.includes(typed))
  if (index < 0) return null
  const ahead = (index + 1 - weekday(today) + 7) % 7
  return addDays(today, ahead === 0 ? 7 : ahead)
}

function iso(typed: string): IsoDate | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

function separated(typed: string, today: IsoDate, rule: YearRule): IsoDate | null {
  const match = /^(?:[a-z]{2,9} )?(\d{1,2})\s?[-/. ]\s?(\d{1,2})(?:\s?[-/. ]\s?(\d{4}|\d{2}))?\.?$/.exec(
    typed,
  )
  if (!match || hasUnknownPrefix(typed)) return null
  return compose(Number(match[1]), Number(match[2]), match[3], today, rule)
}

function digitsOnly(typed: string, today: IsoDate, rule: YearRule): IsoDate | null {
  const match = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(typed)
  return match ? compose(Number(match[1]), Number(match[2]), match[3], today, rule) : null
}

function withMonthName(typed: string, today: IsoDate, rule: YearRule): IsoDate | null {
  if (hasUnknownPrefix(typed) && !/^[a-z]{3,9}\.? \d/.test(typed)) return null
  const plain = typed.replace(/^[a-z]+ (?=\d{1,2}[ -]?[a-z])/, '')
  const dayFirst = /^(\d{1,2})[ -]?([a-z]{3,9})\.?(?:[ -]?(\d{4}|\d{2}))?$/.exec(plain)
  if (dayFirst) return compose(Number(dayFirst[1]), monthNumber(dayFirst[2]), dayFirst[3], today, rule)
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?$/.exec(plain)
  if (monthFirst)
    return compose(Number(monthFirst[2]), monthNumber(monthFirst[1]), monthFirst[3], today, rule)
  return null
}

/** `vr 7-6` may carry its weekday; any other word in front of the digits makes it no date. */
function hasUnknownPrefix(typed: string): boolean {
  const prefix = /^([a-z]+) (?=\d)/.exec(typed)?.[1]
  return prefix !== undefined && !WEEKDAYS.some((spellings) => spellings.includes(prefix))
}

function monthNumber(name: string | undefined): number {
  if (name === undefined) return 0
  return (
    MONTHS.findIndex((spellings) => spellings.some((full) => full === name || abbreviates(name, full))) + 1
  )
}

function abbreviates(name: string, full: string): boolean {
  return name.length >= 3 && full.startsWith(name)
}

function compose(
  day: number,
  month: number,
  year: string | undefined,
  today: IsoDate,
  rule: YearRule,
): IsoDate | null {
  if (year !== undefined) return isoDate(fullYear(year, today, rule), month, day)
  const thisYear = Number(today.slice(0, 4))
  const candidate = isoDate(thisYear, month, day)
  if (rule === 'past') return candidate && candidate <= today ? candidate : isoDate(thisYear - 1, month, day)
  if (candidate && daysBetween(candidate, today) <= GRACE_DAYS) return candidate
  return isoDate(thisYear + 1, month, day)
}

function fullYear(year: string, today: IsoDate, rule: YearRule): number {
  if (year.length === 4) return Number(year)
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100
  const candidate = century + Number(year)
  return rule === 'past' && candidate > Number(today.slice(0, 4)) ? candidate - 100 : candidate
}

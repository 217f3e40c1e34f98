import type { InfiniteData } from '@tanstack/react-query'
import type { Listing } from '@/api/listing'
import type { Enrolment, Mark, Marks } from './types'

export type EnrolmentPages = InfiniteData<Listing<Enrolment>>

/** Everybody with a place, as opposed to the waiting list. */
export const hasPlace = (enrolment: Enrolment) => enrolment.state === 'enrolled'

/** Presence on one day, or without a day in the course as a whole. */
export function presence(enrolment: Enrolment, day: string | undefined): boolean | null {
  if (!day) return enrolment.attended
  return enrolment.days.find(({ date }) => date === day)?.attended ?? null
}

/** What a tap on presence means: the pressed mark, or none when it was on already. */
export function tappedPresence(enrolment: Enrolment, value: boolean, day?: string): Mark {
  return { attended: presence(enrolment, day) === value ? null : value, ...(day ? { day } : {}) }
}

/** What a tap on the result means; a pass says in one tap that one was there. */
export function tappedResult(enrolment: Enrolment, value: boolean): Mark {
  if (enrolment.passed === value) return { passed: null }
  return value && enrolment.attended === null ? { attended: true, passed: true } : { passed: value }
}

/** How a row looks while the API has not answered yet; its answer replaces this. */
export function marked(enrolment: Enrolment, { day, ...mark }: Mark): Enrolment {
  const { attended } = mark
  const next = day && attended !== false ? { ...enrolment } : { ...enrolment, ...mark }
  if (attended !== undefined) {
    next.days = enrolment.days.map((one) => (!day || one.date === day ? { ...one, attended } : one))
  }
  return next.attended ? next : { ...next, passed: next.passed ? null : next.passed }
}

/** Everything that is marked of somebody, to put it back later. */
export function marksOf({ id, attended, attendanceOverruled, days, passed }: Enrolment): Marks {
  return { enrolmentId: id, attended, attendanceOverruled, days, passed }
}

/** Lays a mark on the named rows, or on everybody with a place. */
export function withMark(
  pages: EnrolmentPages | undefined,
  ids: readonly string[] | null,
  mark: Mark,
): EnrolmentPages | undefined {
  return mapped(pages, (row) => ((ids ? ids.includes(row.id) : hasPlace(row)) ? marked(row, mark) : row))
}

/** Puts rows as the API gives them in the place of what is shown. */
export function withRows(
  pages: EnrolmentPages | undefined,
  rows: readonly Enrolment[],
): EnrolmentPages | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return mapped(pages, (row) => byId.get(row.id) ?? row)
}

/** Takes back what was shown too early: only the marks, so that other changes meanwhile stay. */
export function withoutMark(
  pages: EnrolmentPages | undefined,
  former: readonly Enrolment[],
): EnrolmentPages | undefined {
  const byId = new Map(former.map((row) => [row.id, row]))
  return mapped(pages, (row) => {
    const before = byId.get(row.id)
    if (!before) return row
    const { attended, attendanceOverruled, days, passed } = before
    return { ...row, attended, attendanceOverruled, days, passed }
  })
}

export function rowsOf(pages: EnrolmentPages | undefined): Enrolment[] {
  return pages?.pages.flatMap((page) => page.items) ?? []
}

/** How many have been marked present or absent, of everybody with a place. */
export function progressOf(rows: readonly Enrolment[], day?: string): { marked: number; total: number } {
  const placed = rows.filter(hasPlace)
  return { marked: placed.filter((row) => presence(row, day) !== null).length, total: placed.length }
}

function mapped(
  pages: EnrolmentPages | undefined,
  change: (row: Enrolment) => Enrolment,
): EnrolmentPages | undefined {
  return pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(change) })) }
}

import type { InfiniteData } from '@tanstack/react-query'
import type { Listing } from '@/api/listing'
import type { Enrolment, Mark } from './types'

export type EnrolmentPages = InfiniteData<Listing<Enrolment>>

/** Everybody with a place, as opposed to the waiting list. */
const hasPlace = (enrolment: Enrolment) => enrolment.state === 'enrolled'

/** What a tap means: the pressed mark, or none when it was on already. A pass says in one tap that one was there. */
export function tapped(enrolment: Enrolment, field: 'attended' | 'passed', value: boolean): Mark {
  if (enrolment[field] === value) return { [field]: null }
  if (field === 'passed' && value && enrolment.attended === null) return { attended: true, passed: true }
  return { [field]: value }
}

/** How a row looks while the API has not answered yet; its answer replaces this. */
export function marked(enrolment: Enrolment, mark: Mark): Enrolment {
  const next = { ...enrolment, ...mark }
  return next.attended ? next : { ...next, passed: next.passed ? null : next.passed }
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
    return before ? { ...row, attended: before.attended, passed: before.passed } : row
  })
}

export function rowsOf(pages: EnrolmentPages | undefined): Enrolment[] {
  return pages?.pages.flatMap((page) => page.items) ?? []
}

/** How many have been marked present or absent, of everybody with a place. */
export function progressOf(rows: readonly Enrolment[]): { marked: number; total: number } {
  const placed = rows.filter(hasPlace)
  return { marked: placed.filter((row) => row.attended !== null).length, total: placed.length }
}

function mapped(
  pages: EnrolmentPages | undefined,
  change: (row: Enrolment) => Enrolment,
): EnrolmentPages | undefined {
  return pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(change) })) }
}

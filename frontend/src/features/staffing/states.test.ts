import { expect, test } from 'vitest'
import type { Translate } from '@/i18n/use-t'
import { badgeOf, invitable, keyOf, sinceOf } from './states'
import type { Candidate } from './types'

const t = ((key: string, { at }: { at: string }) => `${key} ${at}`) as unknown as Translate
const format = { instant: (instant: string) => instant }

function candidate(extra: Partial<Candidate> = {}): Candidate {
  return {
    instructor: { kind: 'registered', id: 'i1', name: 'Max', city: 'Ede', languages: ['nl'] },
    requestId: null,
    state: 'not_invited',
    position: null,
    invitedAt: null,
    answeredAt: null,
    decidedAt: null,
    note: '',
    replyBy: null,
    answeredBy: null,
    distanceKm: null,
    lastTaughtOn: null,
    busy: [],
    answerCount: 0,
    contradicted: false,
    forOldDate: false,
    allowedActions: [],
    ...extra,
  }
}

const clash = {
  instructor: { kind: 'registered', id: 'i1', name: 'Max' },
  day: '2027-06-07',
  starts: '09:00',
  ends: '17:00',
  own: false,
  courseId: null,
  courseNumber: null,
  typeName: null,
} as const

test('who is booked elsewhere shows as busy until he was asked', () => {
  expect(badgeOf(candidate({ busy: [clash] }))).toBe('busy')
  expect(badgeOf(candidate({ busy: [clash], state: 'available' }))).toBe('available')
})

test('the time is that of the last step', () => {
  const asked = candidate({ state: 'invited', invitedAt: 'A' })
  expect(sinceOf(candidate(), t, format)).toBe('')
  expect(sinceOf(asked, t, format)).toBe('staffing.invitedAt A')
  expect(sinceOf({ ...asked, state: 'available', answeredAt: 'B' }, t, format)).toBe('staffing.answeredAt B')
  expect(sinceOf({ ...asked, state: 'confirmed', answeredAt: 'B', decidedAt: 'C' }, t, format)).toBe(
    'staffing.decidedAt C',
  )
})

test('only who may be asked is asked, whoever is ticked', () => {
  const free = candidate({ allowedActions: ['invite'] })
  const busy = candidate({ instructor: { ...free.instructor, id: 'i2' } })
  expect(invitable([free, busy], new Set([keyOf(free), keyOf(busy)]))).toEqual([free])
})

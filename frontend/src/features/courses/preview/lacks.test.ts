import { expect, test } from 'vitest'
import type { CourseDetail } from '../types'
import { lacksOf } from './lacks'

const planned = {
  state: 'planned',
  isWhiteLabel: false,
  counts: { enrolled: 8, invited: 5 },
  waiting: 0,
  placeOffer: null,
  instructors: [],
  documents: [{ kind: 'exams', file: null }],
} as unknown as CourseDetail

const whats = (course: CourseDetail) => lacksOf(course, true).map(({ what, count }) => [what, count])

test('a planned course waits for its instructor and for who was not invited (R-DSH-01)', () => {
  expect(whats(planned)).toEqual([
    ['instructor', 1],
    ['invitations', 3],
  ])
  expect(lacksOf(planned, false).map(({ what }) => what)).toEqual(['instructor'])
})

test('a course that was held waits for documents and processing, a white-label one for nothing (R-EXT-05)', () => {
  const held = { ...planned, state: 'held' } as CourseDetail
  expect(whats(held)).toEqual([
    ['documents', 1],
    ['processing', 1],
  ])
  expect(whats({ ...held, isWhiteLabel: true })).toEqual([])
})

test('who waits while a place is free is told, and a cancelled course waits for nothing', () => {
  const offer = { enrolmentId: '1', version: 1, name: 'Jan' } as CourseDetail['placeOffer']
  expect(
    whats({
      ...planned,
      counts: { ...planned.counts, invited: 8 },
      waiting: 2,
      placeOffer: offer,
      instructors: [{ position: 'main' }] as CourseDetail['instructors'],
    }),
  ).toEqual([['place', 2]])
  expect(whats({ ...planned, state: 'cancelled' })).toEqual([])
})

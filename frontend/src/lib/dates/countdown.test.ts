import { expect, test } from 'vitest'
import { countdown } from './countdown'

const NOW = new Date('2026-12-07T08:00:00Z')

test.each([
  ['2026-12-11T22:59:59Z', { unit: 'days', count: 4 }],
  ['2026-12-09T07:59:59Z', { unit: 'hours', count: 47 }],
  ['2026-12-07T09:59:59Z', { unit: 'minutes', count: 119 }],
  ['2026-12-07T08:00:00Z', { unit: 'minutes', count: 0 }],
  ['2026-12-07T07:59:59Z', null],
] as const)('until %s', (until, left) => {
  expect(countdown(until, NOW)).toEqual(left)
})

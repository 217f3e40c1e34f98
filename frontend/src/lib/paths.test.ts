import { expect, test } from 'vitest'
import { paths } from './paths'

test('an id never breaks out of its place in a path', () => {
  expect(paths.course('a/../b?x=1')).toBe('/courses/a%2F..%2Fb%3Fx%3D1')
})

test('search values that are not set stay out of the address', () => {
  expect(paths.courses({ q: 'bhv & ehbo', state: undefined })).toBe('/courses?q=bhv+%26+ehbo')
  expect(paths.login('/courses/1')).toBe('/login?next=%2Fcourses%2F1')
  expect(paths.login()).toBe('/login')
})

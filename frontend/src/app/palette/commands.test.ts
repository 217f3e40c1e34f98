import { expect, test } from 'vitest'
import { safeNext } from '../access/login-page'
import { matching } from './commands'

const commands = ['Nieuwe cursus', 'Nieuwe klant', 'Cursussen'].map((label) => ({
  label,
  to: '/',
  icon: 'plus' as const,
}))

test('beginnings of words find a command, in any order and without accents', () => {
  expect(matching(commands, 'cu ni').map((command) => command.label)).toEqual(['Nieuwe cursus'])
  expect(matching(commands, 'CÚ').map((command) => command.label)).toEqual(['Nieuwe cursus', 'Cursussen'])
  expect(matching(commands, 'xyz')).toEqual([])
  expect(matching(commands, '  ')).toHaveLength(3)
})

test('after logging in nobody is sent to another site', () => {
  expect(safeNext('/courses?q=1')).toBe('/courses?q=1')
  for (const evil of ['//evil.example', '/\\evil.example', 'https://evil.example', undefined, 7]) {
    expect(safeNext(evil)).toBe('/')
  }
})

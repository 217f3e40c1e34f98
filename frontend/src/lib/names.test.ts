import { expect, test } from 'vitest'
import { fullName, initials, splitName } from './names'

const berg = { givenName: 'Jan', infix: 'van den', familyName: 'Berg' }

test('a name reads in its natural order', () => {
  expect(fullName(berg)).toBe('Jan van den Berg')
  expect(fullName({ givenName: 'Łukasz', infix: null, familyName: 'Nowak' })).toBe('Łukasz Nowak')
})

test.each([
  ['Jan van den Berg', berg],
  ['Anna Maria de Vries', { givenName: 'Anna Maria', infix: 'de', familyName: 'Vries' }],
  ["Piet in 't Veld", { givenName: 'Piet', infix: "in 't", familyName: 'Veld' }],
  ['Sanne Bakker', { givenName: 'Sanne', infix: null, familyName: 'Bakker' }],
  ['Eva Smit-de Boer', { givenName: 'Eva', infix: null, familyName: 'Smit-de Boer' }],
  ['Cher', { givenName: '', infix: null, familyName: 'Cher' }],
])('%s is taken apart', (text, parts) => {
  expect(splitName(text)).toEqual(parts)
})

test('initials leave the infix out', () => {
  expect(initials('Jan van den Berg')).toBe('JB')
  expect(initials('Cher')).toBe('C')
})

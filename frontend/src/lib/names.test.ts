import { expect, test } from 'vitest'
import { fullName, initials, sortName, splitName, surname } from './names'

const berg = { givenName: 'Jan', infix: 'van den', familyName: 'Berg' }

test('a name reads in its natural order and sorts on the main word', () => {
  expect(fullName(berg)).toBe('Jan van den Berg')
  expect(sortName(berg)).toBe('Berg, Jan van den')
  expect(fullName({ givenName: 'Łukasz', infix: null, familyName: 'Nowak' })).toBe('Łukasz Nowak')
})

test('an infix that leads takes a capital, one after an apostrophe keeps its own', () => {
  expect(surname(berg)).toBe('Van den Berg')
  expect(surname({ givenName: 'Piet', infix: "'t", familyName: 'Hart' })).toBe("'t Hart")
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

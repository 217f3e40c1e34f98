import { expect, test } from 'vitest'
import { asDocument, cleaned, emptyDocument, isBlank, type MailDocument, variablesIn } from './document'

const chip = { type: 'variable', attrs: { name: 'traineeFirstName', label: null } }
const document: MailDocument = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2, textAlign: null }, content: [{ type: 'text', text: 'Welkom' }] },
    {
      type: 'paragraph',
      attrs: { textAlign: null },
      content: [
        { type: 'text', text: 'Beste ', marks: [{ type: 'bold' }] },
        chip,
        {
          type: 'text',
          text: 'site',
          marks: [{ type: 'link', attrs: { href: 'https://a.example', target: '_blank', rel: 'x' } }],
        },
      ],
    },
    { type: 'orderedList', attrs: { start: 3, type: null }, content: [] },
  ],
}

test('a loaded template counts as filled in without a key having been pressed', () => {
  expect(isBlank(document)).toBe(false)
  expect(isBlank({ type: 'doc', content: [{ type: 'paragraph', content: [chip] }] })).toBe(false)
})

test('white space and empty paragraphs are blank', () => {
  expect(isBlank(emptyDocument())).toBe(true)
  expect(
    isBlank({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '  ' }] }] }),
  ).toBe(true)
  expect(isBlank(asDocument({}))).toBe(true)
})

test('variables are found wherever they stand', () => {
  expect([...variablesIn(document)]).toEqual(['traineeFirstName'])
})

test('only what the API knows is sent', () => {
  expect(cleaned(document)).toEqual({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Welkom' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Beste ', marks: [{ type: 'bold' }] },
          { type: 'variable', attrs: { name: 'traineeFirstName' } },
          { type: 'text', text: 'site', marks: [{ type: 'link', attrs: { href: 'https://a.example' } }] },
        ],
      },
      { type: 'orderedList', attrs: { start: 3 }, content: [] },
    ],
  })
})

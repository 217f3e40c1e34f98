import { expect, test } from 'vitest'
import { isPersonal, linksIn } from './links'

test('the links of a mail are found once each, without the punctuation around them', () => {
  const text = 'Ja: http://127.0.0.1:8000/antwoord/abc?a=ja\nNee (http://x.example/n).\nhttp://x.example/n'
  expect(linksIn(text)).toEqual(['http://127.0.0.1:8000/antwoord/abc?a=ja', 'http://x.example/n'])
  expect(linksIn('geen')).toEqual([])
})

test('a link whose key is left out is for its reader alone', () => {
  expect(linksIn('Open http://x.example/antwoord/…?a=ja en http://x.example/n.').map(isPersonal)).toEqual([
    true,
    false,
  ])
})

import { expect, test } from 'vitest'
import { picturesIn, withPictures } from './mail-images'

const ID = '0198c0de-0000-7000-8000-000000000001'
const HTML = `<img src="cid:${ID}@file.c-bot" alt="Logo"><img src="cid:${ID}@file.c-bot"><p>cid:niets</p>`

test('each picture of a mail is found once and put in its place', () => {
  expect(picturesIn(HTML)).toEqual([ID])
  const shown = withPictures(HTML, new Map([[ID, 'data:image/png;base64,AA==']]))
  expect(shown.match(/src="data:image\/png;base64,AA=="/g)).toHaveLength(2)
  expect(shown).toContain('<p>cid:niets</p>')
})

test('a picture that is not there yet leaves its words', () => {
  expect(withPictures(HTML, new Map())).toContain('<img src="data:," alt="Logo">')
})

import { expect, test } from 'vitest'
import { inScheme } from './mail-frame'

const HTML = '<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>'

test('the rules for a dark device hold exactly when they are asked for', () => {
  expect(inScheme(HTML, true)).toContain('@media (min-width: 0)')
  expect(inScheme(HTML, false)).toContain('@media (max-width: 0)')
})

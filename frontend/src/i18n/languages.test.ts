import { expect, test } from 'vitest'
import { en } from './en'
import { log as enLog } from './en/log'
import { webhooks as enWebhooks } from './en/webhooks'
import { enOperator } from './en-operator'
import { wordsOf } from './late'
import { nl } from './nl'
import { log as nlLog } from './nl/log'
import { webhooks as nlWebhooks } from './nl/webhooks'
import { nlOperator } from './nl-operator'
import { chooseLocale, startTranslations } from './setup'
import { translateIfKnown } from './use-t'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) found.set(path, text)
  }
  return found
}

const dutch = flatten({ ...nl, ...nlOperator, log: nlLog, webhooks: nlWebhooks } as unknown as Tree)
const english = flatten({ ...en, ...enOperator, log: enLog, webhooks: enWebhooks } as unknown as Tree)
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

test('both languages have exactly the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort())
})

test('a text asks for the same values in both languages', () => {
  for (const [key, text] of dutch) {
    if (key.endsWith('_one')) continue
    expect([key, ...placeholders(english.get(key) ?? '')]).toEqual([key, ...placeholders(text)])
  }
})

test('no text is empty or shouts', () => {
  for (const [key, text] of [...dutch, ...english]) {
    expect(text.trim(), key).not.toBe('')
    expect(text, key).not.toContain('!')
  }
})

test('every plural has both forms', () => {
  const keys = [...dutch.keys()]
  for (const key of keys.filter((name) => name.endsWith('_one'))) {
    expect(keys).toContain(key.replace(/_one$/, '_other'))
  }
})

test('the words of the operator come when asked for, in the language that is chosen later too', async () => {
  const [key] = flatten({ ...nlOperator } as unknown as Tree).keys()
  await startTranslations('nl')
  expect(translateIfKnown(key as string)).toBeNull()
  await wordsOf('operator', 'nl')
  expect(translateIfKnown(key as string)).toBe(dutch.get(key as string))
  await chooseLocale('en')
  expect(translateIfKnown(key as string)).toBe(english.get(key as string))
})

const sources = import.meta.glob<string>(
  ['/src/**/*.{ts,tsx}', '!/src/i18n/{nl,en}/**', '!/src/**/*.test.{ts,tsx}'],
  { query: '?raw', import: 'default', eager: true },
)
const source = Object.values(sources).join('\n')
const found = (pattern: RegExp) => new Set([...source.matchAll(pattern)].map((match) => match[1] as string))
const texts = found(/['"]([\w.-]+)['"]/g)
const names = found(/(\w+)\??:/g)
/** Keys with something filled in, as in `status.${state}`, as what they match. */
const asPatterns = (keys: Set<string>) =>
  [...keys]
    .filter((text) => text.includes('${'))
    .map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '([\\w-]+)')}$`))
const patterns = asPatterns(found(/`((?:[\w-]+|\$\{\w+\})\.[^`\s/:]*)`/g))
/** Where any word may come, since the server says it: an error's code, a kind of mail. */
const anyWord = asPatterns(found(/translateIfKnown\(\s*`([^`]+)`/g))
/** The log offers to look for every kind that has a word. */
const ALL_OFFERED = /^log\.kind\./

/** Whether a key stands in the source, or a pattern makes it of words that stand there or that the server says. */
function isAskedFor(key: string): boolean {
  if (texts.has(key) || ALL_OFFERED.test(key) || anyWord.some((pattern) => pattern.test(key))) return true
  return patterns.some((pattern) =>
    pattern
      .exec(key)
      ?.slice(1)
      .every((word) => texts.has(word) || names.has(word)),
  )
}

test('every word is asked for by a screen', () => {
  const keys = [...dutch.keys()].map((key) => key.replace(/_(one|other)$/, ''))
  expect(keys.filter((key) => !isAskedFor(key))).toEqual([])
})

test('every key with something filled in can be a word', () => {
  const keys = [...dutch.keys()].map((key) => key.replace(/_(one|other)$/, ''))
  const branches = new Set(keys.map((key) => key.split('.')[0]))
  const ours = patterns.filter((pattern) => branches.has(pattern.source.slice(1).split('\\.')[0]))
  expect(ours.length).toBeGreaterThan(50)
  expect(ours.filter((pattern) => !keys.some((key) => pattern.test(key)))).toEqual([])
})

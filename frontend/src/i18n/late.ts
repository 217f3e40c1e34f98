import i18next from 'i18next'
import { use } from 'react'
import type { Locale } from '@/lib/dates/format'
import type { log } from './nl/log'
import type { webhooks } from './nl/webhooks'
import type { nlOperator } from './nl-operator'
import { useLocale } from './use-t'

/** Words of screens that few visits open: they come with the screen, and are not part of the first load. */
const PARTS = {
  log: {
    nl: async () => ({ log: (await import('./nl/log')).log }),
    en: async () => ({ log: (await import('./en/log')).log }),
  },
  /** With those of the log, which call most events by their names. */
  webhooks: {
    nl: async () => ({ webhooks: (await import('./nl/webhooks')).webhooks, ...(await PARTS.log.nl()) }),
    en: async () => ({ webhooks: (await import('./en/webhooks')).webhooks, ...(await PARTS.log.en()) }),
  },
  operator: {
    nl: async () => (await import('./nl-operator')).nlOperator,
    en: async () => (await import('./en-operator')).enOperator,
  },
}

type LatePart = keyof typeof PARTS
export type LateWords = typeof nlOperator & { log: typeof log; webhooks: typeof webhooks }

const asked = new Map<LatePart, Map<Locale, Promise<void>>>()

async function add(part: LatePart, locale: Locale) {
  i18next.addResourceBundle(locale, 'translation', await PARTS[part][locale](), true)
}

/** Adds these words in this language, once; ready when they are there. */
export function wordsOf(part: LatePart, locale: Locale): Promise<void> {
  const ofPart = asked.get(part) ?? new Map<Locale, Promise<void>>()
  asked.set(part, ofPart)
  const found = ofPart.get(locale) ?? add(part, locale)
  ofPart.set(locale, found)
  // What did not come, as without a connection, is asked for again the next time.
  found.catch(() => ofPart.delete(locale))
  return found
}

/** Waits (by the nearest Suspense) until these words are there in the language of the screen. */
export function useLateWords(part: LatePart): void {
  use(wordsOf(part, useLocale()))
}

/** Before the screen changes its language: what is open now keeps its words. */
export async function loadAskedWords(locale: Locale): Promise<void> {
  await Promise.all([...asked.keys()].map((part) => wordsOf(part, locale)))
}

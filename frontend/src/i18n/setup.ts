import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '@/lib/dates/format'
import { localStore } from '@/lib/storage'
import { loadAskedWords } from './late'

const KEY = 'cbot-language'

/** What was chosen on this computer, else what the browser prefers, else Dutch. */
export function preferredLocale(languages: readonly string[]): Locale {
  const remembered = localStore.read(KEY)
  if (remembered === 'nl' || remembered === 'en') return remembered
  const first = languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'nl' || tag === 'en')
  return first === 'en' ? 'en' : 'nl'
}

async function load(locale: Locale) {
  if (locale === 'en') return (await import('./en')).en
  return (await import('./nl')).nl
}

/** Loads the words of one language and makes i18next ready. Call once, before the first screen. */
export async function startTranslations(locale: Locale): Promise<void> {
  const words = await load(locale)
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation: words } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = locale
}

/** Switches the language of every screen and remembers it on this computer. */
export async function chooseLocale(locale: Locale): Promise<void> {
  localStore.write(KEY, locale)
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', await load(locale))
  }
  await loadAskedWords(locale)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'nl'
}

/** Whether the user ever chose a language here. Until then the one of the account is followed. */
export function localeWasChosen(): boolean {
  return localStore.read(KEY) !== null
}

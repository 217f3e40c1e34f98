import { useDisclosure } from '@mantine/hooks'
import { Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useChanges } from '@/api/changes'
import { useSession } from '@/api/session'
import { onSignedOut } from '@/api/transport'
import { chooseLocale, localeWasChosen } from '@/i18n/setup'
import { TimeZoneContext, useT } from '@/i18n/use-t'
import { BottomBar } from './bottom-bar'
import { GuardedOutlet } from './guarded-outlet'
import { OfflineNotice } from './offline-notice'
import { Rail } from './rail'
import classes from './shell.module.css'
import { TopBar } from './top-bar'
import { useGlobalShortcuts } from './use-global-shortcuts'

const LookingBanner = lazy(() =>
  import('./looking-banner').then((module) => ({ default: module.LookingBanner })),
)
const Palette = lazy(() => import('../palette/palette'))
const ShortcutsHelp = lazy(() =>
  import('./shortcuts-help').then((module) => ({ default: module.ShortcutsHelp })),
)
const SessionExpired = lazy(() =>
  import('./session-expired').then((module) => ({ default: module.SessionExpired })),
)

/** The frame of every screen behind the login. */
export function Shell() {
  const t = useT()
  const session = useSession()
  const [paletteOpen, palette] = useDisclosure(false)
  const [helpOpen, help] = useDisclosure(false)
  const [expired, setExpired] = useState(false)
  useEffect(() => onSignedOut(() => setExpired(true)), [])
  useChanges(session.provider !== null)
  useAccountLanguage(session.user.locale)
  useFocusOnNewPage()
  useGlobalShortcuts({ openPalette: palette.open, openHelp: help.open })

  return (
    <TimeZoneContext value={session.provider?.timeZone ?? 'Europe/Amsterdam'}>
      <a className={classes.skip} href="#content">
        {t('app.skipToContent')}
      </a>
      <div className={classes.frame}>
        <Rail />
        <TopBar onSearch={palette.open} onHelp={help.open} />
        <main id="content" tabIndex={-1} className={classes.main}>
          <Suspense fallback={null}>{session.looking ? <LookingBanner /> : null}</Suspense>
          <OfflineNotice />
          <Page />
        </main>
        <BottomBar onSearch={palette.open} />
      </div>
      <Suspense fallback={null}>
        {paletteOpen ? <Palette onClose={palette.close} /> : null}
        {helpOpen ? <ShortcutsHelp onClose={help.close} /> : null}
        {expired ? <SessionExpired onDone={() => setExpired(false)} /> : null}
      </Suspense>
    </TimeZoneContext>
  )
}

/** The page; one inside a frame of its own is guarded there, so that the frame stays in sight. */
function Page() {
  const framed = useMatches().some((match) => match.staticData.frame)
  return framed ? <Outlet /> : <GuardedOutlet />
}

/** Until somebody chooses a language on this computer, the one of the account is followed. */
function useAccountLanguage(locale: 'nl' | 'en') {
  useEffect(() => {
    if (!localeWasChosen()) void chooseLocale(locale)
  }, [locale])
}

/** A new page is announced by moving the focus to its title, as a page load would. */
function useFocusOnNewPage() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const former = useRef<string | undefined>(undefined)
  const focus = useCallback(() => {
    const title = document.querySelector<HTMLElement>('[data-page-title]')
    ;(title ?? document.getElementById('content'))?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (former.current !== undefined && former.current !== path) requestAnimationFrame(focus)
    former.current = path
  }, [path, focus])
}

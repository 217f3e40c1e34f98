import { UnstyledButton } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { PathLink } from '@/ui/links'
import { entriesFor, isUnder } from '../navigation'
import classes from './bottom-bar.module.css'

const MoreMenu = lazy(() => import('./more-menu').then((module) => ({ default: module.MoreMenu })))

/** The menu of phones: the two places that people need most, search, and the rest. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const t = useT()
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const entries = entriesFor(session)
  const current = (key: string) => entries.some((entry) => entry.key === key && isUnder(path, entry, entries))
  return (
    <nav className={classes.bar} aria-label={t('app.navigation')}>
      {entries
        .filter((entry) => entry.pinned)
        .map((entry) => (
          <PathLink
            key={entry.key}
            path={entry.to}
            className={classes.item}
            aria-current={current(entry.key) ? 'page' : undefined}
          >
            <Icon name={entry.icon} size={22} />
            {t(`app.nav.${entry.key}`)}
          </PathLink>
        ))}
      {session.provider ? (
        <UnstyledButton className={classes.item} onClick={onSearch}>
          <Icon name="search" size={22} />
          {t('app.nav.search')}
        </UnstyledButton>
      ) : null}
      <Suspense fallback={<span className={classes.item} />}>
        <MoreMenu className={classes.item} entries={entries.filter((entry) => !entry.pinned)} />
      </Suspense>
    </nav>
  )
}

import { useRouterState } from '@tanstack/react-router'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { PathLink } from '@/ui/links'
import { entriesFor, isUnder } from '../navigation'
import { Logo } from './logo'
import classes from './rail.module.css'

/** The menu at the left, on screens that are wide enough. */
export function Rail() {
  const t = useT()
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const entries = entriesFor(session)
  return (
    <nav
      className={classes.rail}
      aria-label={t('app.navigation')}
      data-operator={!session.provider || undefined}
    >
      <PathLink path={paths.home()} className={classes.logo}>
        <Logo />
      </PathLink>
      <ul className={classes.list}>
        {entries.map((entry) => (
          <li key={entry.key}>
            <PathLink
              path={entry.to}
              className={classes.link}
              aria-current={isUnder(path, entry, entries) ? 'page' : undefined}
            >
              <Icon name={entry.icon} />
              {t(`app.nav.${entry.key}`)}
            </PathLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

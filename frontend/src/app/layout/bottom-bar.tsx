import { Menu, UnstyledButton } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { PathLink } from '@/ui/links'
import { entriesFor, isUnder } from '../navigation'
import classes from './bottom-bar.module.css'

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
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.item}>
            <Icon name="menu" size={22} />
            {t('app.nav.more')}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {entries
            .filter((entry) => !entry.pinned)
            .map((entry) => (
              <Menu.Item
                key={entry.key}
                component={PathLink}
                path={entry.to}
                leftSection={<Icon name={entry.icon} />}
              >
                {t(`app.nav.${entry.key}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

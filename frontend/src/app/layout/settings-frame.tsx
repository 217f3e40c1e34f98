import { Button, Menu } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { PathLink } from '@/ui/links'
import { type SettingsEntry, settingsEntriesFor } from '../settings-entries'
import { GuardedOutlet } from './guarded-outlet'
import classes from './settings-frame.module.css'

/** The account settings: their subjects at the left, and on a narrow screen behind one button. */
export function SettingsFrame() {
  const t = useT()
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const entries = settingsEntriesFor(session)
  return (
    <div className={classes.frame}>
      <nav className={classes.nav} aria-label={t('settings.title')}>
        <p className={classes.title}>{t('settings.title')}</p>
        <ul className={classes.list}>
          {entries.map((entry) => (
            <li key={entry.key}>
              <PathLink
                path={entry.to}
                className={classes.link}
                aria-current={entry.to === path ? 'page' : undefined}
              >
                {t(`settings.page.${entry.key}`)}
              </PathLink>
            </li>
          ))}
        </ul>
      </nav>
      <NarrowMenu entries={entries} path={path} />
      <div className={classes.page}>
        <GuardedOutlet />
      </div>
    </div>
  )
}

function NarrowMenu({ entries, path }: { entries: readonly SettingsEntry[]; path: string }) {
  const t = useT()
  return (
    <nav className={classes.narrow} aria-label={t('settings.title')}>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="chevronDown" size={16} />}>
            {t('settings.pages')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {entries.map((entry) => (
            <Menu.Item
              key={entry.key}
              component={PathLink}
              path={entry.to}
              aria-current={entry.to === path ? 'page' : undefined}
            >
              {t(`settings.page.${entry.key}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}

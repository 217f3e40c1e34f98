import { Menu, UnstyledButton } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { PathLink } from '@/ui/links'
import type { NavEntry } from '../navigation'

/** What did not fit in the bar of a phone. */
export function MoreMenu({ entries, className }: { entries: readonly NavEntry[]; className?: string }) {
  const t = useT()
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={className}>
          <Icon name="menu" size={22} />
          {t('app.nav.more')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
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
  )
}

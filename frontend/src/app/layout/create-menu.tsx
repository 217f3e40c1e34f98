import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { KeyHint } from '@/ui/key-hint'
import { PathLink } from '@/ui/links'
import { creatableBy } from '../navigation'
import classes from './create-menu.module.css'

export function CreateMenu() {
  const t = useT()
  const [opened, { set }] = useDisclosure(false)
  const entries = creatableBy(useSession())
  if (entries.length === 0) return null
  return (
    <Menu position="bottom-end" width={240} opened={opened} onChange={set}>
      <Menu.Target>
        <Button leftSection={<Icon name="plus" size={16} />} className={classes.button}>
          {t('app.top.create')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Menu.Item
            key={entry.key}
            component={PathLink}
            path={entry.to}
            leftSection={<Icon name={entry.icon} />}
            rightSection={<KeyHint keys={entry.keys} />}
          >
            {t(`app.shortcuts.${entry.key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

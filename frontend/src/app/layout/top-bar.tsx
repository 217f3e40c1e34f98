import { ActionIcon, Button } from '@mantine/core'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { KeyHint } from '@/ui/key-hint'
import { AccountMenu } from './account-menu'
import { CreateMenu } from './create-menu'
import { ProgressMenu } from './progress-menu'
import classes from './top-bar.module.css'

interface Props {
  onSearch: () => void
  onHelp: () => void
}

export function TopBar({ onSearch, onHelp }: Props) {
  const t = useT()
  const { provider } = useSession()
  return (
    <header className={classes.bar}>
      <span className={classes.provider}>{provider?.name ?? t('app.roles.operator')}</span>
      <div className={classes.tools}>
        {provider ? (
          <>
            <Button
              variant="default"
              className={classes.search}
              leftSection={<Icon name="search" size={16} />}
              rightSection={<KeyHint keys="/" />}
              onClick={onSearch}
            >
              {t('app.top.searchHint')}
            </Button>
            <CreateMenu />
            <ProgressMenu />
          </>
        ) : null}
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('app.top.help')} onClick={onHelp}>
          <Icon name="help" />
        </ActionIcon>
        <AccountMenu />
      </div>
    </header>
  )
}

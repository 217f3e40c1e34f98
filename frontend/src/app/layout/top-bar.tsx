import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { KeyHint } from '@/ui/key-hint'
import classes from './top-bar.module.css'

const TopTools = lazy(() => import('./top-tools').then((module) => ({ default: module.TopTools })))

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
          <UnstyledButton className={classes.search} onClick={onSearch}>
            <Icon name="search" size={16} />
            <span>{t('app.top.searchHint')}</span>
            <KeyHint keys="/" />
          </UnstyledButton>
        ) : null}
        <UnstyledButton className={classes.help} aria-label={t('app.top.help')} onClick={onHelp}>
          <Icon name="help" />
        </UnstyledButton>
        <Suspense fallback={<span className={classes.waiting} />}>
          <TopTools />
        </Suspense>
      </div>
    </header>
  )
}

import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useT } from '@/i18n/use-t'
import { Icon } from './icons/icon'
import { AppLink } from './links'
import classes from './page-header.module.css'

interface Props {
  title: string
  /** Where this page hangs under, shown above the title. */
  back?: { label: string; to: string }
  /** Beside the title: status badges, a count. */
  aside?: ReactNode
  /** Under the title: the few facts that one wants to see at once. */
  facts?: ReactNode
  /** At the right: the primary action last. */
  actions?: ReactNode
}

export function PageHeader({ title, back, aside, facts, actions }: Props) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} - ${t('app.name')}`
  }, [title, t])
  return (
    <header className={classes.root}>
      {back ? (
        <AppLink to={back.to} className={classes.back}>
          <Icon name="chevronLeft" size={14} />
          {back.label}
        </AppLink>
      ) : null}
      <div className={classes.line}>
        <div className={classes.heading}>
          <Title order={1} tabIndex={-1} data-page-title>
            {title}
          </Title>
          {aside}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {facts ? <div className={classes.facts}>{facts}</div> : null}
    </header>
  )
}

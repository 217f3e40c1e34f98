import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useT } from '@/i18n/use-t'
import { LanguageSwitch } from '../layout/language-switch'
import { Logo } from '../layout/logo'
import classes from './access-page.module.css'

interface Props {
  title: string
  lead?: ReactNode
  /** Room for a longer form. */
  wide?: boolean
  children: ReactNode
}

/** The frame of what stands before the login: one card, one question. */
export function AccessPage({ title, lead, wide, children }: Props) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} - ${t('app.name')}`
  }, [title, t])
  return (
    <main className={classes.root}>
      <div className={classes.card} data-wide={wide || undefined}>
        <Logo />
        <Title order={1}>{title}</Title>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        {children}
      </div>
      <LanguageSwitch />
    </main>
  )
}

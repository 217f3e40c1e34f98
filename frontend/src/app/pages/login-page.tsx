import { Title } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { useGo } from '@/ui/links'
import { LanguageSwitch } from '../layout/language-switch'
import { Logo } from '../layout/logo'
import { LoginForm } from './login-form'
import classes from './login-page.module.css'

/** Only a path of this application; anything else would let a link send people elsewhere. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : paths.home()
}

export function LoginPage() {
  const t = useT()
  const go = useGo()
  const { next } = useSearch({ strict: false }) as { next?: string }

  useEffect(() => {
    document.title = `${t('app.login.title')} - ${t('app.name')}`
  }, [t])

  return (
    <main className={classes.root}>
      <div className={classes.card}>
        <Logo />
        <Title order={1}>{t('app.login.title')}</Title>
        <p className={classes.lead}>{t('app.login.lead')}</p>
        <LoginForm keepPage={false} onDone={() => void go(safeNext(next), { replace: true })} />
      </div>
      <LanguageSwitch />
    </main>
  )
}

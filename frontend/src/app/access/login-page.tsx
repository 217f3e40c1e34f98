import { useSearch } from '@tanstack/react-router'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink, useGo } from '@/ui/links'
import { AccessPage } from './access-page'
import { LoginForm } from './login-form'

/** Only a path of this application; anything else would let a link send people elsewhere. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : paths.home()
}

export function LoginPage() {
  const t = useT()
  const go = useGo()
  const { next } = useSearch({ strict: false }) as { next?: string }
  return (
    <AccessPage title={t('app.login.title')} lead={t('app.login.lead')}>
      <LoginForm keepPage={false} onDone={() => void go(safeNext(next), { replace: true })} />
      <AppLink to={paths.forgotPassword()}>{t('app.login.forgot')}</AppLink>
      <AppLink to={paths.register()}>{t('app.login.register')}</AppLink>
    </AccessPage>
  )
}

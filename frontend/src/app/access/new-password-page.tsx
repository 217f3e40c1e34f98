import { useForm } from '@mantine/form'
import { errorText } from '@/api/error-text'
import { isApiError } from '@/api/errors'
import { FormShell } from '@/forms/form-shell'
import { required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink, LinkButton } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { AccessPage } from './access-page'
import { NewPasswordField } from './password-field'
import { useSetPassword } from './queries'
import { useToken } from './token'

/** Sets a new password by the link of a mail. */
export function NewPasswordPage() {
  const t = useT()
  const token = useToken()
  const set = useSetPassword()
  const form = useForm({ initialValues: { password: '' }, validate: { password: required } })
  if (set.isSuccess) {
    return (
      <AccessPage title={t('app.access.passwordSet')} lead={t('app.access.passwordSetText')}>
        <LinkButton to={paths.login()}>{t('app.login.submit')}</LinkButton>
      </AccessPage>
    )
  }
  const over = isApiError(set.error) && set.error.status === 404
  return (
    <AccessPage title={t('app.access.newTitle')} lead={over ? null : t('app.access.newLead')}>
      {over ? (
        <>
          <Notice tone="warning">{errorText(set.error)}</Notice>
          <AppLink to={paths.forgotPassword()}>{t('app.access.askAgain')}</AppLink>
        </>
      ) : (
        <FormShell
          form={form}
          inDialog
          loading={set.isPending}
          submitError={set.error}
          submitLabel={t('app.access.newSubmit')}
          onSubmit={({ password }) => set.mutate({ token, password })}
        >
          <NewPasswordField {...form.getInputProps('password')} />
        </FormShell>
      )}
    </AccessPage>
  )
}

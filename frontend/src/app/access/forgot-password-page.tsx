import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, email, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { AccessPage } from './access-page'
import { useForgotPassword } from './queries'

/** Asks for a link by mail. What it says next is the same for every address (R-ACC-02). */
export function ForgotPasswordPage() {
  const t = useT()
  const ask = useForgotPassword()
  const form = useForm({ initialValues: { email: '' }, validate: { email: all(required, email) } })
  return (
    <AccessPage title={t('app.access.forgotTitle')} lead={ask.isSuccess ? null : t('app.access.forgotLead')}>
      {ask.isSuccess ? (
        <Notice tone="good">{t('app.access.forgotSent', { email: ask.variables })}</Notice>
      ) : (
        <FormShell
          form={form}
          inDialog
          loading={ask.isPending}
          submitError={ask.error}
          submitLabel={t('app.access.forgotSubmit')}
          onSubmit={(values) => ask.mutate(values.email.trim())}
        >
          <TextInput
            label={t('app.login.email')}
            type="email"
            autoComplete="username"
            data-path="email"
            {...form.getInputProps('email')}
          />
        </FormShell>
      )}
      <AppLink to={paths.login()}>{t('app.access.toLogin')}</AppLink>
    </AccessPage>
  )
}

import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { errorText } from '@/api/error-text'
import type { Schemas } from '@/api/types'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink, useGo } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { PasswordField } from '@/ui/password-field'
import { DetailSkeleton } from '@/ui/skeletons'
import { AccessPage } from './access-page'
import { CODE_REFUSALS, CodeField, useCodeAsked } from './code-field'
import { NewPasswordField } from './password-field'
import { invitationQuery, useAcceptInvitation } from './queries'
import { useToken } from './token'

/** Where the link of an invitation leads: choose a password, or log in with the one of an account that exists. */
export function WelcomePage() {
  const t = useT()
  const token = useToken()
  const { data, error } = useQuery(invitationQuery(token))
  if (error) {
    return (
      <AccessPage title={t('app.access.overTitle')}>
        <Notice tone="warning">{errorText(error)}</Notice>
        <AppLink to={paths.login()}>{t('app.access.toLogin')}</AppLink>
      </AccessPage>
    )
  }
  return (
    <AccessPage
      title={t('app.access.welcomeTitle')}
      lead={data ? t('app.access.welcomeLead', { provider: data.providerName }) : null}
    >
      {data ? <WelcomeForm token={token} invitation={data} /> : <DetailSkeleton />}
    </AccessPage>
  )
}

function WelcomeForm({ token, invitation }: { token: string; invitation: Schemas['InvitationPage'] }) {
  const t = useT()
  const go = useGo()
  const accept = useAcceptInvitation()
  const known = invitation.hasAccount
  const code = useCodeAsked()
  const form = useForm({
    initialValues: { name: invitation.name, password: '', code: '' },
    validate: {
      name: known ? maxLength(200) : all(required, maxLength(200)),
      password: required,
      code: (typed) => (code.asked ? required(typed) : null),
    },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={accept.isPending}
      submitError={accept.error}
      {...CODE_REFUSALS}
      submitLabel={t(known ? 'app.login.submit' : 'app.access.welcomeSubmit')}
      onSubmit={(values) =>
        accept.mutate(
          { token, ...values },
          { onSuccess: () => void go(paths.home(), { replace: true }), onError: code.note },
        )
      }
    >
      <TextInput label={t('app.login.email')} value={invitation.email} readOnly autoComplete="username" />
      {known ? (
        <PasswordField
          label={t('app.login.password')}
          description={t('app.access.knownHint')}
          autoComplete="current-password"
          required
          data-path="password"
          {...form.getInputProps('password')}
        />
      ) : (
        <>
          <TextInput
            label={t('app.access.name')}
            autoComplete="name"
            required
            data-path="name"
            {...form.getInputProps('name')}
          />
          <NewPasswordField {...form.getInputProps('password')} />
        </>
      )}
      {code.asked ? <CodeField {...form.getInputProps('code')} /> : null}
    </FormShell>
  )
}

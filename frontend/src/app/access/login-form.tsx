import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useLogin } from '@/api/session'
import { FormShell } from '@/forms/form-shell'
import { all, email, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { PasswordField } from '@/ui/password-field'
import { CODE_REFUSALS, CodeField, useCodeAsked } from './code-field'

interface Props {
  keepPage: boolean
  onDone: () => void
}

export function LoginForm({ keepPage, onDone }: Props) {
  const t = useT()
  const login = useLogin({ keepPage })
  const code = useCodeAsked()
  const form = useForm({
    initialValues: { email: '', password: '', code: '' },
    validate: {
      email: all(required, email),
      password: required,
      code: (typed) => (code.asked ? required(typed) : null),
    },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={login.isPending}
      submitError={login.error}
      {...CODE_REFUSALS}
      submitLabel={t('app.login.submit')}
      onSubmit={(values) => login.mutate(values, { onSuccess: onDone, onError: code.note })}
    >
      <TextInput
        label={t('app.login.email')}
        type="email"
        autoComplete="username"
        data-autofocus
        data-path="email"
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('app.login.password')}
        autoComplete="current-password"
        data-path="password"
        {...form.getInputProps('password')}
      />
      {code.asked ? <CodeField {...form.getInputProps('code')} /> : null}
    </FormShell>
  )
}

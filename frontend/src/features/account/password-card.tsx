import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { PasswordField } from '@/ui/password-field'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { useChangePassword } from './queries'

/** Changes one's own password; asks for the present one (R-ACC-02). */
export function PasswordCard() {
  const t = useT()
  const change = useChangePassword()
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: { current: required, password: required },
  })
  return (
    <SectionCard title={t('account.password.title')} lead={t('account.password.lead')}>
      <FormShell
        form={form}
        inDialog
        loading={change.isPending}
        submitError={change.error}
        submitLabel={t('account.password.submit')}
        onSubmit={(values) =>
          change.mutate(values, {
            onSuccess: () => {
              form.reset()
              toast({ message: t('account.password.done') })
            },
          })
        }
      >
        <PasswordField
          label={t('account.password.current')}
          autoComplete="current-password"
          required
          data-path="current"
          {...form.getInputProps('current')}
        />
        <PasswordField
          label={t('account.password.new')}
          description={t('app.access.newPasswordHint')}
          autoComplete="new-password"
          required
          data-path="password"
          {...form.getInputProps('password')}
        />
      </FormShell>
    </SectionCard>
  )
}

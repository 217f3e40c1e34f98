import type { ComponentProps } from 'react'
import { useT } from '@/i18n/use-t'
import { PasswordField } from '@/ui/password-field'

/** A password that is being chosen: says beforehand what it needs. */
export function NewPasswordField(props: ComponentProps<typeof PasswordField>) {
  const t = useT()
  return (
    <PasswordField
      label={t('app.access.newPassword')}
      description={t('app.access.newPasswordHint')}
      autoComplete="new-password"
      required
      data-path="password"
      {...props}
    />
  )
}

import { PasswordInput } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useT } from '@/i18n/use-t'

/** A password that is being chosen: says beforehand what it needs. */
export function NewPasswordField(props: ComponentProps<typeof PasswordInput>) {
  const t = useT()
  return (
    <PasswordInput
      label={t('app.access.newPassword')}
      description={t('app.access.newPasswordHint')}
      autoComplete="new-password"
      required
      data-path="password"
      visibilityToggleButtonProps={{ 'aria-label': t('app.login.showPassword') }}
      {...props}
    />
  )
}

import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useT } from '@/i18n/use-t'

/** A password with a button to look at it. The field itself is marked when it is wrong, which the stock one leaves out. */
export function PasswordField(props: PasswordInputProps & { 'data-path'?: string }) {
  const t = useT()
  return (
    <PasswordInput
      aria-invalid={props.error ? true : undefined}
      visibilityToggleButtonProps={{ 'aria-label': t('app.login.showPassword') }}
      {...props}
    />
  )
}

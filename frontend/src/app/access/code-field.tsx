import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { isApiError } from '@/api/errors'
import { useT } from '@/i18n/use-t'

const ASKS = ['second_step_needed', 'code_wrong']
/** What FormShell is told of the refusals about a code: the first is no fault, the other belongs to the field. */
export const CODE_REFUSALS = { handledCodes: ['second_step_needed'], fieldOfCode: { code_wrong: 'code' } }

/** Whether a code was asked for: from then on its field stays on the screen. */
export function useCodeAsked() {
  const [asked, setAsked] = useState(false)
  const note = (error: unknown) => {
    if (isApiError(error) && ASKS.includes(error.code)) setAsked(true)
  }
  return { asked, note }
}

/** The code of an authenticator app, or a recovery code. */
export function CodeField(props: TextInputProps) {
  const t = useT()
  return (
    <TextInput
      label={t('app.login.code')}
      description={t('app.login.codeHint')}
      autoComplete="one-time-code"
      required
      data-autofocus
      autoFocus
      data-path="code"
      {...props}
    />
  )
}

import { Modal, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { onSignedOut } from '@/api/transport'
import { useT } from '@/i18n/use-t'
import { LoginForm } from '../pages/login-form'

/** Logging in again over the page, so that nothing that was typed below is lost. */
export function SessionExpired() {
  const t = useT()
  const [expired, setExpired] = useState(false)
  useEffect(() => onSignedOut(() => setExpired(true)), [])
  return (
    <Modal
      opened={expired}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('app.login.title')}
    >
      <Stack>
        <span>{t('app.login.expired')}</span>
        <LoginForm keepPage onDone={() => setExpired(false)} />
      </Stack>
    </Modal>
  )
}

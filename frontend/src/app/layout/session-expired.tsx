import { Modal, Stack } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { LoginForm } from '../access/login-form'

/** Logging in again over the page, so that nothing that was typed below is lost. */
export function SessionExpired({ onDone }: { onDone: () => void }) {
  const t = useT()
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('app.login.title')}
    >
      <Stack>
        <span>{t('app.login.expired')}</span>
        <LoginForm keepPage onDone={onDone} />
      </Stack>
    </Modal>
  )
}

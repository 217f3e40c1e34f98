import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { SecretShown } from '../secret-shown'
import { KeyForm } from './key-form'
import type { NewApiKey } from './queries'

/** Makes a key and shows it, once. While it is shown only its own button closes the dialog. */
export function KeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const [made, setMade] = useState<NewApiKey | null>(null)
  function close() {
    setMade(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={t(made ? 'settings.keys.made' : 'settings.keys.new')}
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {made ? (
        <SecretShown
          label={t('settings.keys.key')}
          text={t('settings.keys.madeText')}
          secret={made.key}
          onDone={close}
        />
      ) : (
        <KeyForm onMade={setMade} onCancel={close} />
      )}
    </Modal>
  )
}

import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Dialog } from '@/ui/dialog'
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
    <Dialog
      opened={opened}
      onClose={close}
      size="lg"
      title={t(made ? 'settings.keys.made' : 'settings.keys.new')}
      locked={made !== null}
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
    </Dialog>
  )
}

import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '@/i18n/use-t'

interface Props {
  title: string
  opened: boolean
  onClose: () => void
  /** Made anew each time the dialog opens. */
  children: ReactNode
}

/** The frame of the dialogs about other dates. */
export function DateDialog({ title, opened, onClose, children }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Modal>
  )
}

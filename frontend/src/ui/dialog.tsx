import { Modal, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '@/i18n/use-t'
import { useOpenedLater } from './use-opened-later'

interface Props extends Pick<ModalProps, 'size'> {
  opened: boolean
  title: string
  onClose: () => void
  /** Only what stands in it closes it: neither a slip beside it nor the Escape key. */
  locked?: boolean
  /** Made anew each time that the dialog opens, so that a form in it begins empty. */
  children: ReactNode
}

/** The frame of a dialog: its title, and a way out that is read out in the language of the screen. */
export function Dialog({ locked = false, ...props }: Props) {
  const t = useT()
  const opened = useOpenedLater(props.opened)
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      closeOnClickOutside={!locked}
      closeOnEscape={!locked}
      withCloseButton={!locked}
      {...props}
      opened={opened}
    />
  )
}

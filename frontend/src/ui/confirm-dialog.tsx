import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '@/i18n/use-t'
import { Dialog } from './dialog'

interface Props {
  opened: boolean
  title: string
  /** Says what happens next when the button is pressed. */
  children: ReactNode
  /** The verb of what happens, never just "OK". */
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
  loading?: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** A deliberate second step, for what cannot be undone or what others get to know of. */
export function ConfirmDialog(props: Props) {
  const t = useT()
  return (
    <Dialog opened={props.opened} onClose={props.onCancel} title={props.title}>
      <Stack>
        <div>{props.children}</div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            {props.cancelLabel ?? t('common.cancel')}
          </Button>
          <Button
            color={props.danger ? 'red' : 'brand'}
            loading={props.loading}
            onClick={props.onConfirm}
            data-autofocus
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

import { ActionIcon, Group } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Icon } from '@/ui/icons/icon'

interface Props {
  /** Of what these are the buttons; read out with them. */
  name: string
  onEdit: () => void
  /** Asks before taking it out of the list. */
  removal: {
    title: string
    text: string
    confirmLabel: string
    pending: boolean
    error: unknown
    run: (close: () => void) => void
  }
}

/** What can be done with one line of a list of settings. */
export function RowActions({ name, onEdit, removal }: Props) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" aria-label={t('settings.editOne', { name })} onClick={onEdit}>
        <Icon name="pencil" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('settings.removeOne', { name })}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" />
      </ActionIcon>
      <ConfirmDialog
        opened={asking}
        title={removal.title}
        confirmLabel={removal.confirmLabel}
        danger
        loading={removal.pending}
        onConfirm={() => removal.run(() => setAsking(false))}
        onCancel={() => setAsking(false)}
      >
        {removal.text}
        <InlineError error={removal.error} />
      </ConfirmDialog>
    </Group>
  )
}

import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { Notice } from '@/ui/notice'

interface Props {
  label: string
  /** Why to copy it now. */
  text: string
  secret: string
  onDone: () => void
}

/** A secret that is shown this once, to copy. */
export function SecretShown({ label, text, secret, onDone }: Props) {
  const t = useT()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <Stack>
      <Notice tone="warning">{text}</Notice>
      <TextInput
        label={label}
        value={secret}
        readOnly
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} />}
          onClick={() => clipboard.copy(secret)}
        >
          {clipboard.copied ? t('common.copied') : t('common.copy')}
        </Button>
        <Button onClick={onDone}>{t('settings.keys.ready')}</Button>
      </Group>
    </Stack>
  )
}

import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { Notice } from '@/ui/notice'
import type { NewApiKey } from './queries'

/** The key itself: shown this once, to copy. */
export function KeyShown({ made, onDone }: { made: NewApiKey; onDone: () => void }) {
  const t = useT()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <Stack>
      <Notice tone="warning">{t('settings.keys.madeText')}</Notice>
      <TextInput
        label={t('settings.keys.key')}
        value={made.key}
        readOnly
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} />}
          onClick={() => clipboard.copy(made.key)}
        >
          {clipboard.copied ? t('common.copied') : t('common.copy')}
        </Button>
        <Button onClick={onDone}>{t('settings.keys.ready')}</Button>
      </Group>
    </Stack>
  )
}

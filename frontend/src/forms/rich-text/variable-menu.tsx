import { Button, Menu } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import type { Chip } from './variable-node'

interface Props {
  editor: Editor
  chips: readonly Chip[]
  compact?: boolean
}

/** Every variable that has a value for whoever gets this mail. Choosing one puts it where the cursor is. */
export function VariableMenu({ editor, chips, compact = false }: Props) {
  const t = useT()
  return (
    <Menu position="bottom-end" width={260} returnFocus={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="variable" size={16} />}
          aria-label={compact ? t('editor.variableInSubject') : undefined}
        >
          {t('editor.variable')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {chips
          .filter((chip) => chip.available)
          .map((chip) => (
            <Menu.Item
              key={chip.name}
              onClick={() =>
                editor
                  .chain()
                  .focus()
                  .insertContent({ type: 'variable', attrs: { name: chip.name } })
                  .run()
              }
            >
              {chip.label}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}

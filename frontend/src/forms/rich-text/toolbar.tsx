import { ActionIcon } from '@mantine/core'
import { type Editor, useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import type { IconName } from '@/ui/icons/shapes'
import classes from './document-field.module.css'
import { ImageDialog } from './image-dialog'
import { LinkDialog } from './link-dialog'
import { VariableMenu } from './variable-menu'
import type { Chip } from './variable-node'

interface Tool {
  key: 'bold' | 'italic' | 'heading' | 'bullets' | 'numbers'
  icon: IconName
  isOn: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

const TOOLS: readonly Tool[] = [
  {
    key: 'bold',
    icon: 'bold',
    isOn: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    key: 'italic',
    icon: 'italic',
    isOn: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    key: 'heading',
    icon: 'heading',
    isOn: (editor) => editor.isActive('heading'),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    key: 'bullets',
    icon: 'list',
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    key: 'numbers',
    icon: 'numbers',
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
]

export function Toolbar({ editor, chips }: { editor: Editor; chips: readonly Chip[] }) {
  const t = useT()
  const [linking, setLinking] = useState(false)
  const [picturing, setPicturing] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      tools: TOOLS.filter((tool) => tool.isOn(current)).map((tool) => tool.key),
      link: current.isActive('link'),
      undo: current.can().undo(),
      redo: current.can().redo(),
    }),
  })
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('editor.toolbar')}>
      {TOOLS.map((tool) => (
        <ActionIcon
          key={tool.key}
          variant={on.tools.includes(tool.key) ? 'light' : 'subtle'}
          color={on.tools.includes(tool.key) ? 'brand' : 'gray'}
          aria-pressed={on.tools.includes(tool.key)}
          aria-label={t(`editor.${tool.key}`)}
          title={t(`editor.${tool.key}`)}
          onClick={() => tool.run(editor)}
        >
          <Icon name={tool.icon} />
        </ActionIcon>
      ))}
      <ActionIcon
        variant={on.link ? 'light' : 'subtle'}
        color={on.link ? 'brand' : 'gray'}
        aria-label={t('editor.link')}
        title={t('editor.link')}
        onClick={() => setLinking(true)}
      >
        <Icon name="link" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('editor.image')}
        title={t('editor.image')}
        onClick={() => setPicturing(true)}
      >
        <Icon name="image" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('common.undo')}
        title={t('common.undo')}
        aria-disabled={!on.undo}
        onClick={() => editor.chain().focus().undo().run()}
      >
        <Icon name="undo" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('editor.redo')}
        title={t('editor.redo')}
        aria-disabled={!on.redo}
        onClick={() => editor.chain().focus().redo().run()}
      >
        <Icon name="redo" />
      </ActionIcon>
      <VariableMenu editor={editor} chips={chips} />
      {picturing ? <ImageDialog editor={editor} onClose={() => setPicturing(false)} /> : null}
      {linking ? <LinkDialog editor={editor} onClose={() => setLinking(false)} /> : null}
    </div>
  )
}

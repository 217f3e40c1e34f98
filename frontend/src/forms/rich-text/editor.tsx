import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useMemo, useRef } from 'react'
import { cleaned, type DocumentNode, type MailDocument } from './document'
import classes from './document-field.module.css'
import type { EditorProps } from './editor-props'
import { bodyExtensions, subjectExtensions } from './extensions'
import { Toolbar } from './toolbar'
import { VariableMenu } from './variable-menu'
import type { Chip } from './variable-node'

/** The control itself, heavy with the editor's library and therefore in a chunk of its own. */
export function RichTextEditor({
  value,
  onChange,
  chips,
  oneLine = false,
  labelId,
  path,
  broken,
}: EditorProps) {
  const emitted = useRef<MailDocument>(value)
  const find = useLatestFind(chips)
  const extensions = useMemo(
    () => (oneLine ? subjectExtensions(find, classes.chip ?? '') : bodyExtensions(find, classes.chip ?? '')),
    [oneLine, find],
  )
  const editor = useEditor({
    extensions,
    content: value,
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': String(!oneLine),
        'aria-labelledby': labelId,
        'data-path': path,
        class: classes.text ?? '',
      },
    },
    onUpdate: ({ editor: current }) => {
      emitted.current = cleaned({ type: 'doc', content: (current.getJSON().content ?? []) as DocumentNode[] })
      onChange(emitted.current)
    },
  })
  useOutsideChange(editor, value, emitted)
  useRedrawnChips(editor, chips)

  return (
    <div className={classes.frame} data-one-line={oneLine || undefined} data-error={broken || undefined}>
      {oneLine ? null : <Toolbar editor={editor} chips={chips} />}
      <EditorContent editor={editor} className={classes.content} />
      {oneLine ? <VariableMenu editor={editor} chips={chips} compact /> : null}
    </div>
  )
}

function useLatestFind(chips: readonly Chip[]) {
  const latest = useRef(chips)
  latest.current = chips
  return useMemo(() => (name: string) => latest.current.find((chip) => chip.name === name), [])
}

/** A template that is chosen replaces the text; what one typed oneself does not come back as a change. */
function useOutsideChange(editor: Editor, value: MailDocument, emitted: React.RefObject<MailDocument>) {
  useEffect(() => {
    if (value === emitted.current) return
    emitted.current = value
    editor.commands.setContent(value, { emitUpdate: false })
  }, [editor, value, emitted])
}

/** Chips are drawn again when their words or their audience change. */
function useRedrawnChips(editor: Editor, chips: readonly Chip[]) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chips are the reason to draw, not an input
  useEffect(() => {
    editor.commands.setContent(editor.getJSON(), { emitUpdate: false })
  }, [editor, chips])
}

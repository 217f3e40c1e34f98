import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useMemo, useRef } from 'react'
import { cleaned, type DocumentNode, type MailDocument } from './document'
import classes from './document-field.module.css'
import type { EditorProps } from './editor-props'
import { bodyExtensions, subjectExtensions } from './extensions'
import { Toolbar } from './toolbar'
import { VariableMenu } from './variable-menu'
import type { Chip } from './variable-node'

/**
 * The control itself, heavy with the editor's library and therefore in a chunk of its own.
 *
 * The editor is made once the field stands on the page. Made while drawing, it would be thrown away again whenever the
 * page takes longer to appear than the library waits, and what is done to it then brings the page down.
 */
export function RichTextEditor(props: EditorProps) {
  const { value, onChange, chips, oneLine = false, labelId, path } = props
  const emitted = useRef<MailDocument>(value)
  const find = useLatestFind(chips)
  const extensions = useMemo(
    () =>
      oneLine
        ? subjectExtensions(find, classes.chip ?? '')
        : bodyExtensions(find, classes.chip ?? '', classes.image),
    [oneLine, find],
  )
  const editor = useEditor({
    extensions,
    content: value,
    immediatelyRender: false,
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
  return editor ? <Writing {...props} editor={editor} emitted={emitted} /> : null
}

interface WritingProps extends EditorProps {
  editor: Editor
  emitted: React.RefObject<MailDocument>
}

function Writing({ editor, emitted, value, chips, oneLine = false, broken }: WritingProps) {
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

import { Input } from '@mantine/core'
import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useId, useMemo, useRef } from 'react'
import { cleaned, type DocumentNode, type MailDocument } from './document'
import classes from './document-field.module.css'
import { bodyExtensions, subjectExtensions } from './extensions'
import { Toolbar } from './toolbar'
import { VariableMenu } from './variable-menu'
import type { Chip } from './variable-node'

interface Props {
  label: string
  description?: string
  value: MailDocument
  onChange: (value: MailDocument) => void
  /** The variables to choose from, all of them; those without a value for this audience are marked. */
  chips: readonly Chip[]
  error?: React.ReactNode
  required?: boolean
  /** One line of text and variables, as the subject of a mail is. */
  oneLine?: boolean
  'data-path': string
}

/** Text with variables as chips. What it holds is always the document, never what was pressed last. */
export function DocumentField(props: Props) {
  const { value, onChange, chips, oneLine = false } = props
  const labelId = useId()
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
        'data-path': props['data-path'],
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
    <Input.Wrapper
      label={props.label}
      description={props.description}
      error={props.error}
      required={props.required}
      labelElement="div"
      labelProps={{ id: labelId }}
    >
      <div
        className={classes.frame}
        data-one-line={oneLine || undefined}
        data-error={props.error ? true : undefined}
      >
        {oneLine ? null : <Toolbar editor={editor} chips={chips} />}
        <EditorContent editor={editor} className={classes.content} />
        {oneLine ? <VariableMenu editor={editor} chips={chips} compact /> : null}
      </div>
    </Input.Wrapper>
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

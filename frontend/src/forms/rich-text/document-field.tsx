import { Input, Skeleton } from '@mantine/core'
import { lazy, Suspense, useId } from 'react'
import type { MailDocument } from './document'
import type { Chip } from './variable-node'

const RichTextEditor = lazy(() => import('./editor').then((module) => ({ default: module.RichTextEditor })))

interface Content {
  value: MailDocument
  onChange: (value: MailDocument) => void
  /** The variables to choose from, all of them; those without a value for this audience are marked. */
  chips: readonly Chip[]
  /** One line of text and variables, as the subject of a mail is. */
  oneLine?: boolean
}

export interface EditorProps extends Content {
  labelId: string
  path: string
  broken: boolean
}

interface Props extends Content {
  label: string
  description?: string
  error?: React.ReactNode
  required?: boolean
  'data-path': string
}

/** Text with variables as chips. What it holds is always the document, never what was pressed last. */
export function DocumentField(props: Props) {
  const labelId = useId()
  return (
    <Input.Wrapper
      label={props.label}
      description={props.description}
      error={props.error}
      required={props.required}
      labelElement="div"
      labelProps={{ id: labelId }}
    >
      <Suspense fallback={<Skeleton height={props.oneLine ? 36 : 240} />}>
        <RichTextEditor
          value={props.value}
          onChange={props.onChange}
          chips={props.chips}
          oneLine={props.oneLine}
          labelId={labelId}
          path={props['data-path']}
          broken={Boolean(props.error)}
        />
      </Suspense>
    </Input.Wrapper>
  )
}

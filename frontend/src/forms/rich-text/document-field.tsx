import { Input, Skeleton } from '@mantine/core'
import { lazy, Suspense, useId } from 'react'
import type { Content } from './editor-props'

const RichTextEditor = lazy(() => import('./editor').then((module) => ({ default: module.RichTextEditor })))

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

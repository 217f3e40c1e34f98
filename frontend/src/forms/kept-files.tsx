import { ActionIcon, Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { errorText } from '@/api/error-text'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'
import { Icon } from '@/ui/icons/icon'
import classes from './kept-files.module.css'

const MAX_BYTES = 10_485_760

interface KeptFile {
  id: string
  name: string
}

/** As much of an action as stands here. */
interface Act<T> {
  mutate: (what: T) => void
  isPending: boolean
  error: Error | null
}

interface Props<F extends KeptFile> {
  /** What the list is of; read out by screen readers. */
  label: string
  files: readonly F[]
  /** What stands here when there are none. */
  none: string
  addLabel: string
  mayChange: boolean
  add: Act<File>
  remove: Act<string>
  /** Beside the name. */
  aside?: (file: F) => ReactNode
}

/** The files that are kept with something: fetching, adding and taking them away. */
export function KeptFiles<F extends KeptFile>(props: Props<F>) {
  const t = useT()
  const { files, add, remove, mayChange } = props
  return (
    <>
      {files.length === 0 ? <p>{props.none}</p> : null}
      <ul className={classes.files} aria-label={props.label}>
        {files.map((file) => (
          <li key={file.id}>
            <Anchor href={`/api/v1/files/${file.id}`}>{file.name}</Anchor>
            {props.aside?.(file)}
            {mayChange ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('common.file.remove', { name: file.name })}
                onClick={() => remove.mutate(file.id)}
              >
                <Icon name="trash" />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      <InlineError error={remove.error} />
      {mayChange ? (
        <FileField
          label={props.addLabel}
          description={t('common.file.limit')}
          maxBytes={MAX_BYTES}
          chosen={null}
          loading={add.isPending}
          error={add.error ? errorText(add.error) : undefined}
          onChoose={(file) => add.mutate(file)}
        />
      ) : null}
    </>
  )
}

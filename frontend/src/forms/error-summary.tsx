import { Alert } from '@mantine/core'
import { type MouseEvent, type Ref, useEffect, useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './form-shell.module.css'

export interface SummaryLine {
  path: string | null
  message: string
}

interface Props {
  lines: SummaryLine[]
  /** Finds the control of a path, to name it and to send the focus there. */
  nodeOf: (path: string) => HTMLElement | null
  ref?: Ref<HTMLDivElement>
}

/** The name that stands above a control, as the screen shows it. */
function labelOf(node: HTMLElement | null): string {
  const labels = node && 'labels' in node ? (node as HTMLInputElement).labels : null
  const text = labels?.[0]?.textContent ?? node?.getAttribute('aria-label') ?? ''
  return text.replace(/\s*\*$/, '')
}

/** Everything to look at, on top of the form, each with a link to its field. */
export function ErrorSummary({ lines, nodeOf, ref }: Props) {
  const t = useT()
  const [labels, setLabels] = useState<Record<string, string>>({})

  useEffect(() => {
    setLabels(Object.fromEntries(lines.flatMap(({ path }) => (path ? [[path, labelOf(nodeOf(path))]] : []))))
  }, [lines, nodeOf])

  if (lines.length === 0) return null

  function focus(event: MouseEvent, path: string) {
    event.preventDefault()
    nodeOf(path)?.focus()
  }

  return (
    <Alert
      ref={ref}
      color="red"
      role="alert"
      tabIndex={-1}
      icon={<Icon name="error" />}
      title={t('common.form.errorsTitle', { count: lines.length })}
    >
      <ul className={classes.summary}>
        {lines.map(({ path, message }) => (
          <li key={`${path}-${message}`}>
            {path ? (
              <a href={`#${path}`} onClick={(event) => focus(event, path)}>
                {labels[path] ? `${labels[path]}: ${message}` : message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

import { Button } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { errorText } from '@/api/error-text'
import { useT } from '@/i18n/use-t'
import { ErrorSummary, type SummaryLine } from './error-summary'
import classes from './form-shell.module.css'
import { LeaveGuard } from './leave-guard'
import { useServerErrors } from './server-errors'

interface Props<V extends Record<string, unknown>> {
  form: UseFormReturnType<V>
  /** The act itself. Called only with values that pass the form's own rules. */
  onSubmit: (values: V) => void
  /** Whether the act is under way. Not optional: a form that may be sent twice is a fault. */
  loading: boolean
  /** What the API answered to the last try, or null. Not optional: a failure must have its place. */
  submitError: unknown
  submitLabel: string
  /** Form path for an API path, where they differ: `given_name` for `trainee.givenName`. */
  rename?: (apiPath: string) => string
  onCancel?: () => void
  /** In a dialog there is no sticky bar and no guard on leaving: closing it is a choice. */
  inDialog?: boolean
  /** One of several forms on a page: its bar stays with it, and says when it was saved last. */
  inCard?: boolean
  /** The time of the last saving, such as "14:02", for a form that stays on the screen. */
  savedAt?: string | null
  /** Shows the values without a way to change them. */
  readOnly?: boolean
  wide?: boolean
  /** The page keeps a draft, so that leaving it loses nothing and needs no question. */
  keepsInput?: boolean
  /** The field that a refusal is about, by its code, where the API names no field: a duplicate address. */
  fieldOfCode?: Readonly<Record<string, string>>
  /** Codes that the form shows in its own way, such as a busy instructor. */
  handledCodes?: readonly string[]
  /** Beside the buttons. */
  aside?: ReactNode
  children: ReactNode
}

/** The frame of every form: error summary, focus on the first error, one submit, Ctrl+Enter, guard on leaving. */
export function FormShell<V extends Record<string, unknown>>(props: Props<V>) {
  const { form, loading, submitError } = props
  const root = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLDivElement>(null)
  const [tried, setTried] = useState(false)
  const sentOff = useSentOff(form.values, submitError)

  const nodeOf = useCallback((path: string) => findControl(root.current, path), [])
  const handled = isHandled(submitError, props.handledCodes)
  const left = useServerErrors({
    form,
    error: handled ? null : submitError,
    rename: props.rename,
    fieldOfCode: props.fieldOfCode,
    nodeOf,
    summary,
  })

  const lines = useMemo<SummaryLine[]>(() => {
    const own = Object.entries(form.errors).flatMap(([path, message]) =>
      message ? [{ path, message: String(message) }] : [],
    )
    return [...left.map((message) => ({ path: null, message })), ...own]
  }, [form.errors, left])

  function submit(event?: FormEvent) {
    event?.preventDefault()
    event?.stopPropagation()
    if (loading) return
    setTried(true)
    const result = form.validate()
    if (result instanceof Promise) return
    const broken = Object.keys(result.errors)
    if (broken.length === 0) {
      sentOff.current = true
      return props.onSubmit(form.getValues())
    }
    requestAnimationFrame(() => firstOf(root.current, broken)?.focus())
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }

  return (
    <form
      ref={root}
      noValidate
      className={classes.form}
      data-wide={props.wide || props.inDialog || props.inCard || undefined}
      onSubmit={submit}
      onKeyDown={press}
    >
      {tried || left.length > 0 ? <ErrorSummary ref={summary} lines={lines} nodeOf={nodeOf} /> : null}
      {props.readOnly ? (
        <fieldset className={classes.fields} disabled>
          {props.children}
        </fieldset>
      ) : (
        <>
          {props.children}
          <Bar {...props} />
        </>
      )}
      {props.inDialog || props.keepsInput ? null : (
        <LeaveGuard isActive={() => form.isDirty() && !sentOff.current} />
      )}
    </form>
  )
}

/** The buttons, and whether what is on the screen is saved. */
function Bar<V extends Record<string, unknown>>(props: Props<V>) {
  const t = useT()
  const { form, inDialog, inCard, savedAt } = props
  const dirty = form.isDirty()
  return (
    <div className={classes.bar} data-in-dialog={inDialog || undefined} data-in-card={inCard || undefined}>
      <Button type="submit" loading={props.loading}>
        {props.submitLabel}
      </Button>
      {props.onCancel ? (
        <Button variant="default" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      ) : null}
      {props.aside}
      {inDialog ? null : (
        <span className={classes.state} role="status">
          {dirty ? t('common.form.notSaved') : savedAt ? t('common.form.savedAt', { time: savedAt }) : null}
        </span>
      )}
    </div>
  )
}

/** True from sending until a refusal or the next change: then leaving the page loses nothing. */
function useSentOff(values: unknown, submitError: unknown) {
  const sentOff = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: either of them changing is the signal
  useEffect(() => {
    sentOff.current = false
  }, [values, submitError])
  return sentOff
}

function isHandled(error: unknown, codes: readonly string[] = []): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

function findControl(form: HTMLFormElement | null, path: string): HTMLElement | null {
  return form?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`) ?? null
}

/** The broken field that comes first on the screen, not in the object. */
function firstOf(form: HTMLFormElement | null, paths: readonly string[]): HTMLElement | null {
  const controls = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])]
  return controls.find((control) => paths.includes(control.dataset.path ?? '')) ?? null
}

/** Where an error that belongs to no form is shown: under a button, in a dialog without fields. */
export function InlineError({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p role="alert" className={classes.inlineError}>
      {errorText(error)}
    </p>
  )
}

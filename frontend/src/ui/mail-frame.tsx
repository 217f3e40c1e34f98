import classes from './mail-frame.module.css'

interface Props {
  html: string
  title: string
  /** As on a telephone: 390 pixels wide. */
  narrow?: boolean
  /** As a reader sees it who has set the device to dark. */
  dark?: boolean
}

const DARK = /\(prefers-color-scheme:\s*dark\)/g

/**
 * The mail's own rules for a dark device, switched on or off. A frame follows the device of who looks at the preview, and
 * not the scheme that was asked for.
 */
export function inScheme(html: string, dark: boolean): string {
  return html.replace(DARK, dark ? '(min-width: 0)' : '(max-width: 0)')
}

/** A mail as its reader sees it. The frame runs no script; its links open in a tab of their own. */
export function MailFrame({ html, title, narrow = false, dark = false }: Props) {
  return (
    <iframe
      className={classes.frame}
      data-narrow={narrow || undefined}
      data-dark={dark || undefined}
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={`<base target="_blank">${inScheme(html, dark)}`}
    />
  )
}

import classes from './mail-frame.module.css'

/** A mail as its reader sees it. The frame runs no script; its links open in a tab of their own. */
export function MailFrame({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={`<base target="_blank">${html}`}
    />
  )
}

import classes from './logo.module.css'

export function Logo() {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="7" className={classes.ground} />
        <path d="M21.5 11.2A7 7 0 1 0 21.5 20.8" className={classes.letter} />
        <circle cx="23.5" cy="16" r="2.4" className={classes.dot} />
      </svg>
      C-BOT
    </span>
  )
}

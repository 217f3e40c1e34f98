import type { ReactNode } from 'react'
import classes from './empty-state.module.css'
import { Icon } from './icons/icon'
import type { IconName } from './icons/shapes'

interface Props {
  icon: IconName
  title: string
  /** One sentence: what stands here once there is something, or what to do now. */
  text?: ReactNode
  /** One button, at most two. */
  children?: ReactNode
}

export function EmptyState({ icon, title, text, children }: Props) {
  return (
    <div className={classes.root}>
      <Icon name={icon} size={32} />
      <p className={classes.title}>{title}</p>
      {text ? <div className={classes.text}>{text}</div> : null}
      {children ? <div className={classes.actions}>{children}</div> : null}
    </div>
  )
}

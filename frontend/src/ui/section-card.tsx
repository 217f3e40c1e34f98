import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './section-card.module.css'

interface Props {
  title: string
  /** One sentence: what this is for, or what it does to others. */
  lead?: ReactNode
  /** Across the whole page, for a list with many columns. */
  wide?: boolean
  children: ReactNode
}

/** One subject on a page of several, such as a setting that saves on its own. */
export function SectionCard({ title, lead, wide, children }: Props) {
  const id = useId()
  return (
    <section className={classes.root} data-wide={wide || undefined} aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {lead ? <p className={classes.lead}>{lead}</p> : null}
      {children}
    </section>
  )
}

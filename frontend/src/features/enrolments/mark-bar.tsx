import { Button } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import classes from './enrolments.module.css'
import { progressOf } from './marks'
import type { Enrolment, Mark } from './types'

interface Props {
  rows: readonly Enrolment[]
  /** The course day that is looked at; undefined: the course as a whole. */
  day: string | undefined
  onEverybody: (mark: Mark) => void
}

/** "Iedereen aanwezig", "Iedereen geslaagd", and how far one is. */
export function MarkBar({ rows, day, onEverybody }: Props) {
  const t = useT()
  return (
    <>
      <span className={classes.progress} aria-live="polite">
        {t('enrolments.progress', progressOf(rows, day))}
      </span>
      <Button variant="default" onClick={() => onEverybody({ attended: true, day })}>
        {t('enrolments.mark.everyoneAttended')}
      </Button>
      <Button variant="default" onClick={() => onEverybody({ passed: true })}>
        {t('enrolments.mark.everyonePassed')}
      </Button>
    </>
  )
}

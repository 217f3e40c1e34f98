import { UnstyledButton } from '@mantine/core'
import { useFormat, useT } from '@/i18n/use-t'
import classes from './imports.module.css'
import { type TraineeImport, VERDICTS, type Verdict } from './types'

interface Props {
  counts: TraineeImport['counts']
  verdict: Verdict | undefined
  onChange: (verdict: Verdict | undefined) => void
}

/** How many rows got each verdict; pressing one shows only those. */
export function VerdictFilter({ counts, verdict, onChange }: Props) {
  const t = useT()
  const format = useFormat()
  return (
    <fieldset className={classes.filter}>
      <legend className={classes.filterName}>{t('imports.rows.filter')}</legend>
      <UnstyledButton
        className={classes.chip}
        aria-pressed={verdict === undefined}
        onClick={() => onChange(undefined)}
      >
        {t('imports.rows.all')} ({format.number(counts.total)})
      </UnstyledButton>
      {VERDICTS.map((one) => (
        <UnstyledButton
          key={one}
          className={classes.chip}
          aria-pressed={verdict === one}
          title={t(`imports.rows.${one}Hint`)}
          onClick={() => onChange(one)}
        >
          {t(`imports.rows.${one}`)} ({format.number(counts[one])})
        </UnstyledButton>
      ))}
    </fieldset>
  )
}

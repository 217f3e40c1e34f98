import { UnstyledButton } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './enrolments.module.css'

interface Props {
  /** What pressing says in full, such as "Jan de Vries was aanwezig". */
  yesLabel: string
  noLabel: string
  value: boolean | null
  onTap: (value: boolean) => void
}

/** Yes, no, or nothing yet: one tap sets, a second tap on the same takes away. */
export function MarkPair({ yesLabel, noLabel, value, onTap }: Props) {
  const t = useT()
  return (
    <span className={classes.pair}>
      <UnstyledButton
        className={classes.mark}
        data-tone="good"
        aria-label={`${t('enrolments.mark.yes')}: ${yesLabel}`}
        aria-pressed={value === true}
        onClick={() => onTap(true)}
      >
        <Icon name="check" size={16} />
        {t('enrolments.mark.yes')}
      </UnstyledButton>
      <UnstyledButton
        className={classes.mark}
        data-tone="danger"
        aria-label={`${t('enrolments.mark.no')}: ${noLabel}`}
        aria-pressed={value === false}
        onClick={() => onTap(false)}
      >
        <Icon name="close" size={16} />
        {t('enrolments.mark.no')}
      </UnstyledButton>
    </span>
  )
}

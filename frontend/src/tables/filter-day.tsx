import { DateField } from '@/ui/date-field/date-field'
import classes from './filter-bar.module.css'

interface Props {
  label: string
  /** ISO 8601, undefined for any day. */
  value: string | undefined
  onChange: (day: string | undefined) => void
}

/** One of the filters above a list: a day that can be taken back. */
export function FilterDay({ label, value, onChange }: Props) {
  return (
    <DateField
      className={classes.filter}
      label={label}
      value={value ?? ''}
      onChange={(day) => onChange(day || undefined)}
    />
  )
}

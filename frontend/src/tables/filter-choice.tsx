import { Select } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import classes from './filter-bar.module.css'

const SEARCHED_FROM = 9

interface Props {
  label: string
  /** What it says when nothing is chosen, such as "Alle types". */
  any: string
  value: string | undefined
  /** Undefined while they are fetched. */
  choices: Array<{ value: string; label: string }> | undefined
  onChange: (value: string | undefined) => void
}

/** One of the filters above a list: a choice that can be taken back. */
export function FilterChoice({ label, any, value, choices = [], onChange }: Props) {
  const t = useT()
  return (
    <Select
      className={classes.filter}
      label={label}
      placeholder={any}
      data={choices}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      searchable={choices.length >= SEARCHED_FROM}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
    />
  )
}

import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './filter-bar.module.css'

interface Props {
  /** The name of the search field, such as "Zoek een cursist". */
  searchLabel: string
  search: string
  onSearch: (text: string) => void
  /** Select fields, date fields and the like. */
  children?: ReactNode
  /** Shown when something is filtered. */
  onClear?: () => void
}

/**
 * Search and filters above a list. What is typed goes to the address once the typing rests; the address comes back into
 * the field only when somebody else changed it, so that it never takes away what was typed meanwhile.
 */
export function FilterBar({ searchLabel, search, onSearch, children, onClear }: Props) {
  const t = useT()
  const [text, setText] = useState(search)
  const reported = useRef(search)
  const report = useDebouncedCallback((typed: string) => {
    reported.current = typed
    onSearch(typed)
  }, 250)
  useEffect(() => {
    if (search === reported.current) return
    reported.current = search
    report.cancel()
    setText(search)
  }, [search, report])
  return (
    <search className={classes.root}>
      <TextInput
        type="search"
        className={classes.search}
        aria-label={searchLabel}
        placeholder={searchLabel}
        value={text}
        leftSection={<Icon name="search" size={16} />}
        onChange={(event) => {
          setText(event.currentTarget.value)
          report(event.currentTarget.value)
        }}
      />
      {children}
      {onClear ? (
        <Button variant="subtle" onClick={onClear}>
          {t('common.list.clearFilters')}
        </Button>
      ) : null}
    </search>
  )
}

import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useState } from 'react'
import { useFormat, useT, useToday } from '@/i18n/use-t'
import { addDays, type IsoDate, isoDate } from '@/lib/dates/calendar'
import { formatDate } from '@/lib/dates/format'
import { parseDate, type YearRule } from '@/lib/dates/parse'
import { Icon } from '../icons/icon'

const Calendar = lazy(() => import('./calendar'))

interface DateFieldProps {
  label: string
  /** A day as `2019-06-07`; what could not be read as a day stays as it was typed, so that nothing is lost. */
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  onFocus?: () => void
  error?: React.ReactNode
  description?: string
  required?: boolean
  disabled?: boolean
  /** `past` for birth dates: a day without a year is then the last one. */
  yearRule?: YearRule
  min?: IsoDate
  max?: IsoDate
  /** Set by the form: where the error summary sends the focus. */
  'data-path'?: string
  className?: string
}

export function isIsoDate(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
  return isoDate(Number(year), Number(month), Number(day)) === value
}

const shown = (value: string) => (isIsoDate(value) ? formatDate(value) : value)

/**
 * The one field for days. It reads what people type in Dutch (`7-6`, `070619`, `7 jun`, `morgen`, `+14`, `ma`), shows
 * below it which day that is, and never takes the month for the day.
 */
export function DateField({ value, onChange, yearRule = 'coming', min, max, ...rest }: DateFieldProps) {
  const t = useT()
  const format = useFormat()
  const today = useToday()
  const hintId = useId()
  const [text, setText] = useState(shown(value))
  const [typing, setTyping] = useState(false)
  const [opened, setOpened] = useState(false)

  useEffect(() => {
    if (!typing) setText(shown(value))
  }, [value, typing])

  function type(next: string) {
    setTyping(true)
    setText(next)
    onChange(parseDate(next, today, yearRule) ?? next.trim())
  }

  function leave() {
    setTyping(false)
    rest.onBlur?.()
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    if (event.altKey) return setOpened(true)
    setTyping(false)
    onChange(addDays(isIsoDate(value) ? value : today, event.key === 'ArrowDown' ? 1 : -1))
  }

  const invalid = value !== '' && !isIsoDate(value) && !typing
  const example = formatDate(addDays(today, 14))
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal>
      <TextInput
        label={rest.label}
        description={rest.description}
        required={rest.required}
        disabled={rest.disabled}
        className={rest.className}
        data-path={rest['data-path']}
        value={text}
        inputMode="text"
        autoComplete="off"
        placeholder={t('common.date.placeholder')}
        error={rest.error ?? (invalid ? t('common.date.invalid', { example }) : undefined)}
        aria-describedby={hintId}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
        onFocus={rest.onFocus}
        onBlur={leave}
        inputContainer={(input) => (
          <>
            {input}
            <span id={hintId} className="mantine-InputWrapper-description" data-date-hint aria-live="polite">
              {isIsoDate(value) ? format.longDate(value) : typing ? t('common.date.hint') : ''}
            </span>
          </>
        )}
        rightSection={
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={rest.disabled}
              aria-label={t('common.date.open')}
              onClick={() => setOpened((open) => !open)}
            >
              <Icon name="calendar" />
            </ActionIcon>
          </Popover.Target>
        }
      />
      <Popover.Dropdown>
        <Suspense fallback={null}>
          <Calendar
            value={isIsoDate(value) ? value : null}
            today={today}
            min={min}
            max={max}
            onPick={(day) => {
              onChange(day)
              setTyping(false)
              setOpened(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

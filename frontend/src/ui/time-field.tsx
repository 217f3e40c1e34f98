import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useT } from '@/i18n/use-t'
import { parseTime } from '@/lib/times'

interface TimeFieldProps {
  label: string
  /** A time as `09:30`; what could not be read stays as it was typed. */
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  onFocus?: () => void
  error?: React.ReactNode
  description?: string
  required?: boolean
  disabled?: boolean
  'data-path'?: string
  className?: string
}

export function isTime(value: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
}

/** The one field for times of day: takes `0930`, `9:30`, `9.30`, `9u30` and `9`. */
export function TimeField({ value, onChange, ...rest }: TimeFieldProps) {
  const t = useT()
  const [text, setText] = useState(value)
  const [typing, setTyping] = useState(false)

  useEffect(() => {
    if (!typing) setText(value)
  }, [value, typing])

  function type(next: string) {
    setTyping(true)
    setText(next)
    onChange(parseTime(next) ?? next.trim())
  }

  const invalid = value !== '' && !isTime(value) && !typing
  return (
    <TextInput
      label={rest.label}
      description={rest.description}
      required={rest.required}
      disabled={rest.disabled}
      className={rest.className}
      data-path={rest['data-path']}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('common.time.placeholder')}
      error={rest.error ?? (invalid ? t('common.time.invalid') : undefined)}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={rest.onFocus}
      onBlur={() => {
        setTyping(false)
        rest.onBlur?.()
      }}
    />
  )
}

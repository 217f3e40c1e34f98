import { Button, Checkbox, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useT } from '@/i18n/use-t'
import { ALL_EVENTS, eventText, GROUP_NAMES, GROUPS } from './events'
import type { EventType } from './queries'
import classes from './webhooks.module.css'

interface Props {
  value: EventType[]
  onChange: (types: EventType[]) => void
  error?: ReactNode
}

/** Of which events a webhook hears, by what they are about. */
export function EventsField({ value, onChange, error }: Props) {
  const t = useT()
  const errorId = useId()
  const all = value.length === ALL_EVENTS.length
  const toggle = (type: EventType) =>
    onChange(value.includes(type) ? value.filter((one) => one !== type) : [...value, type])
  return (
    <fieldset className={classes.events} aria-describedby={error ? errorId : undefined}>
      <legend>{t('webhooks.events')}</legend>
      <Group justify="space-between">
        {error ? (
          <p id={errorId} className={classes.error}>
            {error}
          </p>
        ) : (
          <span>{t('webhooks.chosen', { count: value.length })}</span>
        )}
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(all ? [] : [...ALL_EVENTS])}>
          {t(all ? 'webhooks.chooseNone' : 'webhooks.chooseAll')}
        </Button>
      </Group>
      <div className={classes.groups}>
        {GROUP_NAMES.map((group) => (
          <fieldset key={group} className={classes.group}>
            <legend>{t(`webhooks.group.${group}`)}</legend>
            {GROUPS[group].map((type) => (
              <Checkbox
                key={type}
                label={eventText(type)}
                checked={value.includes(type)}
                onChange={() => toggle(type)}
                data-path={type === ALL_EVENTS[0] ? 'eventTypes' : undefined}
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? errorId : undefined}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  )
}

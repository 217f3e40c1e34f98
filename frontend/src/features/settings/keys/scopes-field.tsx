import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useT } from '@/i18n/use-t'
import classes from './keys.module.css'
import { ACTS, AREAS } from './scopes'

interface Props {
  value: string[]
  onChange: (scopes: string[]) => void
  error?: ReactNode
}

/** What a key may read and change, area by area. */
export function ScopesField({ value, onChange, error }: Props) {
  const t = useT()
  const errorId = useId()
  const toggle = (scope: string) =>
    onChange(value.includes(scope) ? value.filter((one) => one !== scope) : [...value, scope])
  return (
    <fieldset className={classes.scopes}>
      <legend>{t('settings.keys.scopes')}</legend>
      {AREAS.flatMap((area) =>
        ACTS.map((act) => {
          const scope = `${area}:${act}`
          return (
            <Checkbox
              key={scope}
              label={t(`settings.keys.${act}`, { what: t(`settings.keys.areas.${area}`) })}
              checked={value.includes(scope)}
              onChange={() => toggle(scope)}
              data-path={scope === 'courses:read' ? 'scopes' : undefined}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? errorId : undefined}
            />
          )
        }),
      )}
      {error ? (
        <p id={errorId} className={classes.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

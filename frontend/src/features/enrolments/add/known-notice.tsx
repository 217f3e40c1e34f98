import { Button } from '@mantine/core'
import { isApiError } from '@/api/errors'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import classes from '../enrolments.module.css'

interface Match {
  id: string
  name: string
  email: string | null
}

interface Props {
  error: unknown
  onUse: (traineeId: string) => void
  onAddAnyway: () => void
}

/** Somebody like this is known already: the same person, or another one all the same? */
export function KnownNotice({ error, onUse, onAddAnyway }: Props) {
  const t = useT()
  if (!isApiError(error, 'trainee_known')) return null
  const matches = (Array.isArray(error.params.matches) ? error.params.matches : []) as Match[]
  return (
    <Notice tone="warning" title={t('enrolments.add.duplicatesTitle')}>
      {matches.map(({ id, name, email }) => (
        <div key={id}>{t('enrolments.add.duplicate', { name: email ? `${name} (${email})` : name })}</div>
      ))}
      <div className={classes.choices}>
        {matches.map(({ id, name }) => (
          <Button key={id} variant="default" onClick={() => onUse(id)}>
            {t('enrolments.add.useExisting', { name })}
          </Button>
        ))}
        <Button variant="subtle" onClick={onAddAnyway}>
          {t('enrolments.add.addAnyway')}
        </Button>
      </div>
    </Notice>
  )
}

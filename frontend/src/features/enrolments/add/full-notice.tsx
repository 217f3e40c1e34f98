import { Button } from '@mantine/core'
import { isApiError } from '@/api/errors'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import classes from '../enrolments.module.css'

interface Props {
  error: unknown
  maxTrainees: number
  name: string
  onWait: () => void
}

/** The offer of the waiting list, when every place is taken (R-CRS-08). */
export function FullNotice({ error, maxTrainees, name, onWait }: Props) {
  const t = useT()
  if (!isApiError(error, 'course_full')) return null
  return (
    <Notice tone="warning" title={t('enrolments.add.fullTitle')}>
      {t('enrolments.add.fullText', { max: maxTrainees, name })}
      <div className={classes.choices}>
        <Button variant="default" onClick={onWait}>
          {t('enrolments.add.toWaitingList')}
        </Button>
      </div>
    </Notice>
  )
}

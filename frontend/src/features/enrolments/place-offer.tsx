import { Button } from '@mantine/core'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import classes from './enrolments.module.css'
import { useGivePlace } from './mutations'
import type { EnrolledCourse } from './types'

interface Props {
  courseId: string
  offer: NonNullable<EnrolledCourse['placeOffer']>
}

/** A place came free while somebody waits: one press gives it to who is first (R-CRS-08). */
export function PlaceOffer({ courseId, offer }: Props) {
  const t = useT()
  const give = useGivePlace(courseId)
  const { name, enrolmentId: id, version } = offer
  return (
    <Notice tone="info" title={t('enrolments.offer.title')}>
      {t('enrolments.offer.text', { name })}
      <div className={classes.choices}>
        <Button
          variant="default"
          loading={give.isPending}
          onClick={() => give.mutate({ id, version }, { onError: toastError })}
        >
          {t('enrolments.offer.give', { name })}
        </Button>
      </div>
    </Notice>
  )
}

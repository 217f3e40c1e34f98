import { Button } from '@mantine/core'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import { useDeclineOthers } from './queries'
import classes from './staffing.module.css'

interface Props {
  courseId: string
  /** How many would be told. */
  count: number
}

/** Offers, once somebody stands on the course, to tell everybody who still waits for word (R-STF-07). */
export function DeclineOthers({ courseId, count }: Props) {
  const t = useT()
  const decline = useDeclineOthers(courseId)
  return (
    <Notice tone="info" title={t('staffing.othersWait', { count })}>
      <div className={classes.notice}>
        <span>{t('staffing.declineHint', { count })}</span>
        <Button
          size="compact-sm"
          loading={decline.isPending}
          onClick={() =>
            decline.mutate(undefined, {
              onSuccess: ({ declined }) => toast({ message: t('staffing.declined', { count: declined }) }),
              onError: toastError,
            })
          }
        >
          {t('staffing.declineOthers', { count })}
        </Button>
      </div>
    </Notice>
  )
}

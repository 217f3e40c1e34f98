import { Button } from '@mantine/core'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { useStopCall } from './queries'
import classes from './staffing.module.css'
import type { StaffingCall } from './types'

/** Says how far a call in rings is and when the next group is asked, and lets it be stopped. */
export function CallNotice({ courseId, call }: { courseId: string; call: StaffingCall }) {
  const t = useT()
  const format = useFormat()
  const stop = useStopCall(courseId)
  return (
    <Notice tone="info" title={t('staffing.call.running', { ring: call.ring })}>
      <div className={classes.notice}>
        <span>{t('staffing.call.next', { at: format.instant(call.nextAt), count: call.groupSize })}</span>
        <Button
          variant="default"
          size="compact-sm"
          loading={stop.isPending}
          onClick={() => stop.mutate(call.id, { onError: toastError })}
        >
          {t('staffing.call.stop')}
        </Button>
      </div>
    </Notice>
  )
}

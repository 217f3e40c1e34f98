import { useBlocker } from '@tanstack/react-router'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'

/** Asks before a page with unsaved input is left, by a link, by the back button or by closing the tab. */
export function LeaveGuard({ isActive }: { isActive: () => boolean }) {
  const t = useT()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isActive() && current.pathname !== next.pathname,
    enableBeforeUnload: isActive,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={t('common.form.leaveTitle')}
      confirmLabel={t('common.form.stay')}
      cancelLabel={t('common.form.leave')}
      onConfirm={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
    >
      {t('common.form.leaveText')}
    </ConfirmDialog>
  )
}

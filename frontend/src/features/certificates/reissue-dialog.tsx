import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { useReissue } from './mutations'
import type { Certificate } from './types'

interface Props {
  certificate: Certificate
  opened: boolean
  onClose: () => void
}

/** Issues a certificate anew: the way to correct a name. */
export function ReissueDialog({ certificate: { id, number, holderName }, opened, onClose }: Props) {
  const t = useT()
  const reissue = useReissue()

  function submit() {
    reissue.mutate(id, {
      onSuccess: (made) => {
        toast({ message: t('certificates.reissue.done', { number: made.number }) })
        onClose()
      },
    })
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={t('certificates.reissue.title', { number })}
      confirmLabel={t('certificates.reissue.submit')}
      loading={reissue.isPending}
      onConfirm={submit}
      onCancel={onClose}
    >
      {t('certificates.reissue.text', { name: holderName, number })}
      <InlineError error={reissue.error} />
    </ConfirmDialog>
  )
}

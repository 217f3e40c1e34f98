import { Button } from '@mantine/core'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { AccessPage } from './access-page'
import { useConfirmRegistration } from './queries'
import { useToken } from './token'

/** Where the mail of a registration leads. Opening it changes nothing; the button confirms. */
export function RegistrationPage() {
  const t = useT()
  const token = useToken()
  const confirm = useConfirmRegistration()
  if (confirm.data) {
    return (
      <AccessPage title={t('app.access.confirmedTitle')}>
        <Notice tone="good">{t('app.access.confirmedText', { company: confirm.data.company })}</Notice>
      </AccessPage>
    )
  }
  return (
    <AccessPage title={t('app.access.confirmTitle')} lead={t('app.access.confirmLead')}>
      <InlineError error={confirm.error} />
      <Button loading={confirm.isPending} onClick={() => confirm.mutate(token)}>
        {t('app.access.confirmSubmit')}
      </Button>
    </AccessPage>
  )
}

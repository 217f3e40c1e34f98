import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { PageHeader } from '@/ui/page-header'
import { PasswordCard } from '../password-card'
import { SecondStepCard } from '../second-step-card'

/** One's own account, whatever provider one works for: how one logs in. */
export function AccountPage() {
  const t = useT()
  const { user } = useSession()
  return (
    <>
      <PageHeader title={t('account.title')} facts={<span>{`${user.name}, ${user.email}`}</span>} />
      <PasswordCard />
      <SecondStepCard />
    </>
  )
}

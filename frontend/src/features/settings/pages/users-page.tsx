import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { PageHeader } from '@/ui/page-header'
import { InvitationList } from '../users/invitation-list'
import { InviteDialog } from '../users/invite-dialog'
import { LookList } from '../users/look-list'
import { UserList } from '../users/user-list'

/** Who may work for the provider, in which role, and who is invited (R-ACC-02). */
export function UsersPage() {
  const t = useT()
  const [inviting, { open, close }] = useDisclosure(false)
  return (
    <>
      <PageHeader
        title={t('settings.page.users')}
        facts={<span>{t('settings.users.lead')}</span>}
        actions={
          <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>
            {t('settings.users.new')}
          </Button>
        }
      />
      <UserList />
      <InvitationList />
      <LookList />
      <InviteDialog opened={inviting} onClose={close} />
    </>
  )
}

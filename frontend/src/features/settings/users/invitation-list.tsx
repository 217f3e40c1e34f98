import { Button, Group } from '@mantine/core'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { toast } from '@/ui/toast'
import { type Invitation, invitationListing, useInvite, useRevokeInvitation } from './queries'
import { Removal } from './removal'

const idOf = (row: Invitation) => row.id
const nameOf = (row: Invitation) => row.name

/** Who was invited and has not come in yet. */
export function InvitationList() {
  const t = useT()
  const format = useFormat()
  const list = useListing(invitationListing)
  const columns = useMemo<Column<Invitation>[]>(
    () => [
      { id: 'name', header: t('settings.users.name'), card: 'title', cell: (row) => row.name },
      { id: 'email', header: t('settings.users.email'), cell: (row) => row.email },
      { id: 'role', header: t('settings.users.role'), cell: (row) => t(`app.roles.${row.role}`) },
      { id: 'until', header: t('settings.users.until'), cell: (row) => format.instant(row.expiresAt) },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        align: 'right',
        cell: (row) => <Actions invitation={row} />,
      },
    ],
    [t, format],
  )
  if (list.rows?.length === 0) return null
  return (
    <section aria-labelledby="open-invitations">
      <h2 id="open-invitations">{t('settings.users.open')}</h2>
      <ListTable
        label={t('settings.users.open')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        empty={null}
      />
    </section>
  )
}

function Actions({ invitation }: { invitation: Invitation }) {
  const t = useT()
  const again = useInvite()
  const revoke = useRevokeInvitation()
  const { id, name, email, role, locale } = invitation
  return (
    <Group gap="xs" justify="flex-end">
      <Button
        variant="subtle"
        size="compact-sm"
        loading={again.isPending}
        aria-label={`${t('settings.users.again')}: ${name}`}
        onClick={() =>
          again.mutate(
            { name, email, role, locale },
            {
              onSuccess: () => toast({ message: t('settings.users.invited', { email }) }),
              onError: toastError,
            },
          )
        }
      >
        {t('settings.users.again')}
      </Button>
      <Removal
        label={t('settings.users.revoke')}
        name={name}
        title={t('settings.users.revokeTitle', { name })}
        text={t('settings.users.revokeText')}
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={(close) =>
          revoke.mutate(id, {
            onSuccess: () => {
              close()
              toast({ message: t('settings.users.revoked') })
            },
          })
        }
      />
    </Group>
  )
}

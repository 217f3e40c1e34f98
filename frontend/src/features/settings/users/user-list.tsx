import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { toast } from '@/ui/toast'
import { type User, useRemoveUser, userListing } from './queries'
import { Removal } from './removal'
import { RoleField } from './role-field'

const idOf = (row: User) => row.id
const nameOf = (row: User) => row.name

/** Everybody who works for the provider. */
export function UserList() {
  const t = useT()
  const format = useFormat()
  const list = useListing(userListing)
  const columns = useMemo<Column<User>[]>(
    () => [
      { id: 'name', header: t('settings.users.name'), card: 'title', cell: (row) => row.name },
      { id: 'email', header: t('settings.users.email'), cell: (row) => row.email },
      { id: 'role', header: t('settings.users.role'), cell: (row) => <RoleField user={row} /> },
      {
        id: 'seen',
        header: t('settings.users.seen'),
        cell: (row) => (row.lastSeenAt ? format.instant(row.lastSeenAt) : t('settings.users.notNow')),
      },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        align: 'right',
        cell: (row) => <Remove user={row} />,
      },
    ],
    [t, format],
  )
  return (
    <ListTable
      label={t('settings.page.users')}
      list={list}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      empty={null}
    />
  )
}

function Remove({ user }: { user: User }) {
  const t = useT()
  const remove = useRemoveUser()
  return (
    <Removal
      label={t('settings.users.remove')}
      name={user.name}
      title={t('settings.users.removeTitle', { name: user.name })}
      text={t('settings.users.removeText')}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={(close) =>
        remove.mutate(user.id, {
          onSuccess: () => {
            close()
            toast({ message: t('settings.users.removed', { name: user.name }) })
          },
        })
      }
    />
  )
}

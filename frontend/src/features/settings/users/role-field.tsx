import { Select } from '@mantine/core'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { ROLES, type User, type UserRole, useChangeRole } from './queries'

/** The role of a user, changed where it stands. */
export function RoleField({ user }: { user: User }) {
  const t = useT()
  const change = useChangeRole()
  const choose = (role: UserRole) =>
    change.mutate(
      { user, role },
      {
        onSuccess: () =>
          toast({
            message: t('settings.users.roleChanged', { name: user.name, role: t(`app.roles.${role}`) }),
          }),
        onError: toastError,
      },
    )
  return (
    <Select
      size="xs"
      w="10rem"
      aria-label={t('settings.users.roleOf', { name: user.name })}
      data={ROLES.map((role) => ({ value: role, label: t(`app.roles.${role}`) }))}
      value={change.isPending ? change.variables.role : user.role}
      onChange={(role) => role && role !== user.role && choose(role as UserRole)}
      allowDeselect={false}
    />
  )
}

import { Button, Menu } from '@mantine/core'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { LinkButton, PathLink } from '@/ui/links'

/** Whether mails can be sent at all: the module is on, and the role may. */
function useMaySend(): boolean {
  const can = useCan()
  const active = useModuleActive()
  return active('invitations') && can('mails:write')
}

/** The button "Uitnodigen" of a course: to the trainees or to the instructor (R-INV-03). */
export function InviteMenu({ courseId, hasInstructor }: { courseId: string; hasInstructor: boolean }) {
  const t = useT()
  if (!useMaySend()) return null
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button leftSection={<Icon name="mail" size={16} />}>{t('mailings.invite')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={PathLink} path={paths.courseInvite(courseId, { audience: 'trainees' })}>
          {t('mailings.toTrainees')}
        </Menu.Item>
        {hasInstructor ? (
          <Menu.Item component={PathLink} path={paths.courseInvite(courseId, { audience: 'instructor' })}>
            {t('mailings.toInstructor')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** "Uitnodigen" for the ticked enrolments. */
export function InviteSelected({
  courseId,
  enrolmentIds,
}: {
  courseId: string
  enrolmentIds: readonly string[]
}) {
  const t = useT()
  if (!useMaySend()) return null
  return (
    <LinkButton
      to={paths.courseInvite(courseId, { audience: 'trainees', ids: enrolmentIds.join(',') })}
      variant="default"
      size="compact-sm"
      leftSection={<Icon name="mail" size={16} />}
    >
      {t('mailings.invite')}
    </LinkButton>
  )
}

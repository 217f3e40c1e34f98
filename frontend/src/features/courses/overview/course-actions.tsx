import { ActionIcon, Button, Menu } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { LinkButton } from '@/ui/links'
import { CopyDialog } from '../dates/copy-dialog'
import { MoveDialog } from '../dates/move-dialog'
import { RepeatDialog } from '../dates/repeat-dialog'
import { ListsMenu } from '../lists/lists-menu'
import type { CourseAction, CourseDetail } from '../types'
import { CancelDialog } from './cancel-dialog'

type Dialog = 'move' | 'copy' | 'repeat' | 'cancel'

interface Props {
  course: CourseDetail
  /** "Uitnodigen", which another part of the portal renders. */
  invite: ReactNode
}

/** The buttons of a course: exactly those that the API allows now. */
export function CourseActions({ course, invite }: Props) {
  const t = useT()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const may = (action: CourseAction) => course.allowedActions.includes(action)
  return (
    <>
      {may('attendanceList') ? <ListsMenu course={course} /> : null}
      {may('edit') ? (
        <LinkButton
          to={paths.courseEdit(course.id)}
          variant="default"
          leftSection={<Icon name="pencil" size={16} />}
        >
          {t('common.edit')}
        </LinkButton>
      ) : null}
      {may('move') ? (
        <Button
          variant="default"
          leftSection={<Icon name="calendar" size={16} />}
          onClick={() => setDialog('move')}
        >
          {t('courseDates.move.button')}
        </Button>
      ) : null}
      {may('copy') || may('cancel') ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="input-sm" aria-label={t('courses.detail.more')}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may('copy') ? (
              <>
                <Menu.Item onClick={() => setDialog('copy')}>{t('courseDates.copy.button')}</Menu.Item>
                <Menu.Item onClick={() => setDialog('repeat')}>{t('courseDates.repeat.button')}</Menu.Item>
              </>
            ) : null}
            {may('cancel') ? (
              <Menu.Item color="red" onClick={() => setDialog('cancel')}>
                {t('courses.detail.cancelCourse')}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {may('invite') ? invite : null}
      <MoveDialog course={course} opened={dialog === 'move'} onClose={close} />
      <CopyDialog course={course} opened={dialog === 'copy'} onClose={close} />
      <RepeatDialog course={course} opened={dialog === 'repeat'} onClose={close} />
      <CancelDialog course={course} opened={dialog === 'cancel'} onClose={close} />
    </>
  )
}

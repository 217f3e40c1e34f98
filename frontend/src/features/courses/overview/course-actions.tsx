import { ActionIcon, Button, Menu } from '@mantine/core'
import { lazy, type ReactNode, useState } from 'react'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { LazyPart } from '@/ui/lazy-part'
import { LinkButton } from '@/ui/links'
import { ListsMenu } from '../lists/lists-menu'
import type { CourseAction, CourseDetail } from '../types'
import type { CourseDialog } from './course-dialogs'

const CourseDialogs = lazy(() =>
  import('./course-dialogs').then((module) => ({ default: module.CourseDialogs })),
)

interface Props {
  course: CourseDetail
  /** "Uitnodigen", which another part of the portal renders. */
  invite: ReactNode
}

/** The buttons of a course: exactly those that the API allows now. */
export function CourseActions({ course, invite }: Props) {
  const t = useT()
  const [dialog, setDialog] = useState<CourseDialog | null>(null)
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
      <LazyPart wanted={dialog !== null}>
        <CourseDialogs course={course} dialog={dialog} onClose={close} />
      </LazyPart>
    </>
  )
}

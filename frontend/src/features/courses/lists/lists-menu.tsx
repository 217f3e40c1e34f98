import { Button, Menu } from '@mantine/core'
import { useLocale, useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import type { CourseAction, CourseDetail } from '../types'

const LISTS = [
  ['attendanceList', 'attendance_list', 'attendance-list?'],
  ['cibotAttendanceList', 'cibot_attendance_list', 'attendance-list?style=cibot&'],
  ['assessmentList', 'assessment_list', 'assessment-list?'],
] as const satisfies readonly (readonly [CourseAction, string, string])[]

/** The lists that this course has, as PDF, in the language that the trainees read (R-EXT-03, R-CRT-03). */
export function ListsMenu({ course }: { course: CourseDetail }) {
  const t = useT()
  const locale = useLocale()
  const languages = locale === 'nl' ? (['nl', 'en'] as const) : (['en', 'nl'] as const)
  const offered = LISTS.filter(([action]) => course.allowedActions.includes(action))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<Icon name="download" size={16} />}>
          {t(offered.length > 1 ? 'lists.several' : 'lists.name.attendance_list')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.flatMap(([action, name, path]) =>
          languages.map((language) => (
            <Menu.Item
              key={`${action}-${language}`}
              component="a"
              href={`/api/v1/courses/${course.id}/${path}language=${language}`}
              download
            >
              {t(`lists.in.${language}`, { list: t(`lists.name.${name}`) })}
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Drawer, Group } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { AppLink, LinkButton } from '@/ui/links'
import { StatusBadge } from '@/ui/status-badge'
import { useOpenedLater } from '@/ui/use-opened-later'
import { CourseFacts } from '../overview/course-facts'
import { courseDetail } from '../queries'
import { statesOf } from '../states'
import type { CourseDetail } from '../types'
import classes from './course-preview.module.css'
import { lacksOf } from './lacks'

interface Props {
  /** The course that is looked at; none while the drawer closes. */
  courseId: string | undefined
  onClose: () => void
}

/** A quick look at a course without leaving the list: its facts, how far it is, what it lacks, and where to do that. */
export function CoursePreview({ courseId, onClose }: Props) {
  const t = useT()
  const phone = useMediaQuery('(max-width: 40em)')
  const query = useQuery({ ...courseDetail(courseId ?? ''), enabled: courseId !== undefined })
  const opened = useOpenedLater(courseId !== undefined)
  const course = query.data
  const title = course
    ? t('courses.detail.titleLine', { type: course.typeName, number: course.number })
    : t('courses.preview.title')
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={phone ? '100%' : '28rem'}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QueryView query={query}>{(found) => <Look course={found} />}</QueryView>
    </Drawer>
  )
}

function Look({ course }: { course: CourseDetail }) {
  const t = useT()
  const isActive = useModuleActive()
  const can = useCan()
  const managesInstructors = isActive('staffing') && can('staffing:read')
  const invites = isActive('invitations')
  return (
    <div className={classes.root}>
      <Group gap="xs">
        {statesOf(course).map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </Group>
      <CourseFacts course={course} managesInstructors={managesInstructors} />
      {course.isWhiteLabel ? null : <Counts course={course} invites={invites} />}
      <Lacks course={course} managesInstructors={managesInstructors} invites={invites} />
      <Group gap="xs">
        <LinkButton to={paths.course(course.id)}>{t('courses.preview.open')}</LinkButton>
        {course.allowedActions.includes('edit') && can('courses:write') ? (
          <LinkButton variant="default" to={paths.courseEdit(course.id)}>
            {t('courses.preview.edit')}
          </LinkButton>
        ) : null}
      </Group>
    </div>
  )
}

/** How many of the trainees are how far. */
function Counts({ course, invites }: { course: CourseDetail; invites: boolean }) {
  const t = useT()
  const over = course.state === 'held' || course.state === 'processed'
  const names = [...(invites ? ['invited'] : []), ...(over ? ['attended', 'passed'] : [])] as (
    | 'invited'
    | 'attended'
    | 'passed'
  )[]
  if (names.length === 0) return null
  return (
    <dl className={classes.counts}>
      {names.map((name) => (
        <div key={name}>
          <dt>{t(`courses.preview.${name}`)}</dt>
          <dd>
            {t('courses.detail.placesText', { taken: course.counts[name], max: course.counts.enrolled })}
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface LacksProps {
  course: CourseDetail
  managesInstructors: boolean
  invites: boolean
}

function Lacks({ course, managesInstructors, invites }: LacksProps) {
  const t = useT()
  const lacks = lacksOf(course, invites)
  if (lacks.length === 0) return <p className={classes.nothing}>{t('courses.preview.nothingMissing')}</p>
  return (
    <section aria-label={t('courses.preview.missing')}>
      <h3 className={classes.heading}>{t('courses.preview.missing')}</h3>
      <ul className={classes.lacks}>
        {lacks.map(({ what, count, tab }) => (
          <li key={what}>
            <AppLink
              to={
                what === 'instructor' && !managesInstructors
                  ? paths.courseEdit(course.id)
                  : paths.course(course.id, tab)
              }
              underline="always"
            >
              {t(`courses.preview.lacks.${what}`, { count })}
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { useUrlState } from '@/tables/url-state'
import { Notice } from '@/ui/notice'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import { Code95Tab } from '../code95/code95-tab'
import { NextDuty } from '../code95/next-duty'
import { CourseActions } from '../overview/course-actions'
import { CourseFacts } from '../overview/course-facts'
import { FilesTab } from '../overview/files-tab'
import classes from '../overview/overview.module.css'
import { type CourseTab, isOver, readTab, useTabs } from '../overview/tabs'
import { courseDetail } from '../queries'
import { statesOf } from '../states'
import type { CourseDetail } from '../types'

/** The parts of the page that other features render. */
export interface CourseSlots {
  trainees: (course: CourseDetail) => ReactNode
  instructors: (course: CourseDetail) => ReactNode
  mails?: (course: CourseDetail) => ReactNode
  certificates?: (course: CourseDetail) => ReactNode
  /** Who changed what when. */
  history?: (course: CourseDetail) => ReactNode
  /** What the course lacks to be processed, or that it is. */
  processing?: (course: CourseDetail) => ReactNode
  /** The button "Uitnodigen" with its dialog. */
  invite?: (course: CourseDetail) => ReactNode
}

/** One course: its facts, its buttons and its tabs; the tab lives in the address (S06, S07). */
export function CoursePage({ slots }: { slots: CourseSlots }) {
  const { courseId = '' } = useParams({ strict: false })
  const query = useQuery(courseDetail(courseId))
  return <QueryView query={query}>{(course) => <Overview course={course} slots={slots} />}</QueryView>
}

function Overview({ course, slots }: { course: CourseDetail; slots: CourseSlots }) {
  const t = useT()
  const tabs = useTabs(course, slots)
  const [asked, change] = useUrlState(readTab)
  const tab = asked && tabs.includes(asked) ? asked : tabs[0]
  const contents: Record<CourseTab, () => ReactNode> = {
    trainees: () => slots.trainees(course),
    code95: () => <Code95Tab course={course} />,
    files: () => <FilesTab course={course} />,
    instructors: () => slots.instructors(course),
    mails: () => slots.mails?.(course),
    certificates: () => slots.certificates?.(course),
    history: () => slots.history?.(course),
  }
  return (
    <>
      <PageHeader
        title={t('courses.detail.titleLine', { type: course.typeName, number: course.number })}
        back={{ label: t('courses.title'), to: paths.courses() }}
        aside={statesOf(course).map((status) => <StatusBadge key={status} status={status} />)}
        facts={<CourseFacts course={course} managesInstructors={tabs.includes('instructors')} />}
        actions={<CourseActions course={course} invite={slots.invite?.(course)} />}
      />
      {course.isWhiteLabel ? <Notice tone="info">{t('courses.detail.whiteLabelNote')}</Notice> : null}
      {course.state === 'cancelled' ? <Notice tone="info">{t('courses.detail.cancelledNote')}</Notice> : null}
      {tabs.includes('code95') ? <NextDuty courseId={course.id} /> : null}
      {isOver(course) ? slots.processing?.(course) : null}
      <Tabs value={tab ?? null} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
        <Tabs.List aria-label={t('courses.detail.tabs.label')}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`courses.detail.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes.panel}>
            {one === tab ? contents[one]() : null}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}

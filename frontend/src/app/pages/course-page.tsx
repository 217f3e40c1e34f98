import { lazy, Suspense } from 'react'
import { ProcessingPanel } from '@/features/certificates/processing-panel'
import { CoursePage as Course, type CourseSlots } from '@/features/courses/pages/course-page'
import { EnrolmentsTab } from '@/features/enrolments/enrolments-tab'
import { InviteMenu, InviteSelected } from '@/features/mailings/invite-menu'
import { ListSkeleton } from '@/ui/skeletons'

// Tabs that few visits open come when they are opened.
const CourseMails = lazy(() =>
  import('@/features/mails/course-mails').then((module) => ({ default: module.CourseMails })),
)
const CourseCertificates = lazy(() =>
  import('@/features/certificates/course-certificates').then((module) => ({
    default: module.CourseCertificates,
  })),
)
const History = lazy(() => import('@/features/log/history').then((module) => ({ default: module.History })))
const StaffingTab = lazy(() =>
  import('@/features/staffing/staffing-tab').then((module) => ({ default: module.StaffingTab })),
)

const SLOTS: CourseSlots = {
  trainees: (course) => (
    <EnrolmentsTab
      course={course}
      inviteSelected={(ids) => <InviteSelected courseId={course.id} enrolmentIds={ids} />}
    />
  ),
  instructors: (course) => (
    <Suspense fallback={<ListSkeleton />}>
      <StaffingTab courseId={course.id} />
    </Suspense>
  ),
  certificates: (course) => (
    <Suspense fallback={<ListSkeleton />}>
      <CourseCertificates courseId={course.id} inForce={course.state === 'processed'} />
    </Suspense>
  ),
  processing: (course) => (
    <ProcessingPanel
      courseId={course.id}
      mayProcess={course.allowedActions.includes('process')}
      mayReopen={course.allowedActions.includes('reopen')}
    />
  ),
  mails: (course) => (
    <Suspense fallback={<ListSkeleton />}>
      <CourseMails courseId={course.id} />
    </Suspense>
  ),
  history: (course) => (
    <Suspense fallback={<ListSkeleton />}>
      <History of="course" id={course.id} />
    </Suspense>
  ),
  invite: (course) => <InviteMenu courseId={course.id} hasInstructor={course.instructors.length > 0} />,
}

/** The page of a course, put together from the features that each render a part of it. */
export function CoursePage() {
  return <Course slots={SLOTS} />
}

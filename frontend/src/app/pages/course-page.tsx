import { CoursePage as Course, type CourseSlots } from '@/features/courses/pages/course-page'
import { EnrolmentsTab } from '@/features/enrolments/enrolments-tab'
import { StaffingTab } from '@/features/staffing/staffing-tab'

const SLOTS: CourseSlots = {
  trainees: (course) => <EnrolmentsTab course={course} />,
  instructors: (course) => <StaffingTab courseId={course.id} />,
}

/** The page of a course, put together from the features that each render a part of it. */
export function CoursePage() {
  return <Course slots={SLOTS} />
}

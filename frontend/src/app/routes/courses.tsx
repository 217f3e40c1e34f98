import { createRoute, redirect } from '@tanstack/react-router'
import { page, shellRoute } from './frame'

/** The address that mails and dashboards use for "Instructeurs beheren"; it is a tab of the course. */
const staffingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/courses/$courseId/instructors',
  beforeLoad: ({ params }) => {
    throw redirect({ to: `/courses/${params.courseId}`, search: { tab: 'instructors' }, replace: true })
  },
})

export const courseRoutes = [
  page({
    path: '/courses',
    load: () => import('@/features/courses/pages/courses-page'),
    name: 'CoursesPage',
    permission: 'courses:read',
  }),
  page({
    path: '/courses/shared',
    load: () => import('@/features/courses/pages/shared-courses-page'),
    name: 'SharedCoursesPage',
    permission: 'courses:read',
  }),
  page({
    path: '/courses/new',
    load: () => import('@/features/courses/pages/new-course-page'),
    name: 'NewCoursePage',
    permission: 'courses:write',
  }),
  page({
    path: '/courses/$courseId',
    load: () => import('../pages/course-page'),
    name: 'CoursePage',
    permission: 'courses:read',
  }),
  page({
    path: '/courses/$courseId/edit',
    load: () => import('@/features/courses/pages/edit-course-page'),
    name: 'EditCoursePage',
    permission: 'courses:write',
  }),
  page({
    path: '/courses/$courseId/import',
    load: () => import('@/features/imports/pages/import-page'),
    name: 'ImportPage',
    permission: 'trainees:write',
  }),
  page({
    path: '/trainees/import',
    load: () => import('@/features/imports/pages/import-page'),
    name: 'ImportPage',
    permission: 'trainees:write',
  }),
  page({
    path: '/certificates/import',
    load: () => import('@/features/imports/pages/import-page'),
    name: 'CertificateImportPage',
    permission: 'certificates:write',
  }),
  staffingRoute,
]

import { page } from './frame'

export const courseRoutes = [
  page({
    path: '/courses/new',
    load: () => import('@/features/courses/pages/new-course-page'),
    name: 'NewCoursePage',
    permission: 'courses:write',
  }),
  page({
    path: '/courses/$courseId/edit',
    load: () => import('@/features/courses/pages/edit-course-page'),
    name: 'EditCoursePage',
    permission: 'courses:write',
  }),
]

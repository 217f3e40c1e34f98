import { page } from './frame'

export const homeRoutes = [
  page({ path: '/', load: () => import('@/features/dashboard/pages/dashboard-page'), name: 'DashboardPage' }),
]

import { page } from './frame'

export const homeRoutes = [
  page({
    path: '/account',
    load: () => import('@/features/account/pages/account-page'),
    name: 'AccountPage',
  }),
  page({ path: '/', load: () => import('@/features/dashboard/pages/dashboard-page'), name: 'DashboardPage' }),
]

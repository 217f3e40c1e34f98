import { page } from './frame'

export const operatorRoutes = [
  page({
    path: '/operator/providers/$providerId',
    load: () => import('@/features/operator/pages/provider-page'),
    name: 'ProviderPage',
  }),
  page({
    path: '/operator/instructors',
    load: () => import('@/features/registry/pages/registry-page'),
    name: 'RegistryPage',
  }),
  page({
    path: '/operator/course-types',
    load: () => import('@/features/catalog/pages/course-types-page'),
    name: 'CourseTypesPage',
  }),
  page({
    path: '/operator/course-types/$typeId',
    load: () => import('@/features/catalog/pages/course-type-page'),
    name: 'CourseTypePage',
  }),
  page({
    path: '/operator/requests',
    load: () => import('@/features/operator/pages/wishes-page'),
    name: 'WishesPage',
  }),
  page({
    path: '/operator/invoices',
    load: () => import('@/features/operator/pages/invoices-page'),
    name: 'OperatorInvoicesPage',
  }),
  page({
    path: '/operator/prices',
    load: () => import('@/features/operator/pages/prices-page'),
    name: 'PricesPage',
  }),
  page({
    path: '/operator/code95',
    load: () => import('@/features/operator/pages/code95-page'),
    name: 'Code95Page',
  }),
  page({
    path: '/operator/watch',
    load: () => import('@/features/operator/pages/watch-page'),
    name: 'WatchPage',
  }),
]

import { page } from './frame'

const trainee = () => import('@/features/trainees/pages/trainee-page')
const person = () => import('../pages/people-pages')
const duplicates = () => import('@/features/merging/pages/duplicates-page')
const merging = () => import('@/features/merging/pages/merge-page')
const customer = () => import('@/features/customers/pages/customer-page')

export const peopleRoutes = [
  page({
    path: '/instructors',
    load: () => import('@/features/instructors/pages/instructors-page'),
    name: 'InstructorsPage',
    permission: 'instructors:read',
  }),
  page({
    path: '/trainees',
    load: () => import('@/features/trainees/pages/trainees-page'),
    name: 'TraineesPage',
    permission: 'trainees:read',
  }),
  page({ path: '/trainees/new', load: trainee, name: 'NewTraineePage', permission: 'trainees:write' }),
  page({
    path: '/trainees/duplicates',
    load: duplicates,
    name: 'TraineeDuplicatesPage',
    permission: 'trainees:read',
  }),
  page({ path: '/trainees/merge', load: merging, name: 'TraineeMergePage', permission: 'trainees:write' }),
  page({ path: '/trainees/$traineeId', load: person, name: 'TraineePage', permission: 'trainees:read' }),
  page({
    path: '/certificates',
    load: () => import('@/features/certificates/pages/certificates-page'),
    name: 'CertificatesPage',
    permission: 'certificates:read',
  }),
  page({
    path: '/customers',
    load: () => import('@/features/customers/pages/customers-page'),
    name: 'CustomersPage',
    module: 'customers',
    permission: 'customers:read',
  }),
  page({
    path: '/customers/new',
    load: customer,
    name: 'NewCustomerPage',
    module: 'customers',
    permission: 'customers:write',
  }),
  page({
    path: '/customers/duplicates',
    load: duplicates,
    name: 'CustomerDuplicatesPage',
    module: 'customers',
    permission: 'customers:read',
  }),
  page({
    path: '/customers/merge',
    load: merging,
    name: 'CustomerMergePage',
    module: 'customers',
    permission: 'customers:write',
  }),
  page({
    path: '/customers/$customerId',
    load: person,
    name: 'CustomerPage',
    module: 'customers',
    permission: 'customers:read',
  }),
]

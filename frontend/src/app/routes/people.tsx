import { page } from './frame'

const trainee = () => import('@/features/trainees/pages/trainee-page')
const person = () => import('../pages/people-pages')
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
    path: '/customers/$customerId',
    load: person,
    name: 'CustomerPage',
    module: 'customers',
    permission: 'customers:read',
  }),
]

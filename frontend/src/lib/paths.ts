type Search = Record<string, string | number | boolean | undefined>

function withSearch(path: string, search: Search = {}): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) if (value !== undefined) query.set(key, String(value))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

const id = encodeURIComponent

/** Every address of the application. Nothing else spells a URL of a screen. */
export const paths = {
  home: () => '/',
  login: (next?: string) => withSearch('/login', { next }),
  forgotPassword: () => '/forgot-password',
  register: () => '/register',

  courses: (search?: Search) => withSearch('/courses', search),
  coursesShared: (search?: Search) => withSearch('/courses/shared', search),
  courseNew: (search?: Search) => withSearch('/courses/new', search),
  course: (course: string, tab?: string) => withSearch(`/courses/${id(course)}`, { tab }),
  courseEdit: (course: string) => `/courses/${id(course)}/edit`,
  courseImport: (course: string) => `/courses/${id(course)}/import`,
  /** `audience` is trainees or instructor; `ids` are the ticked enrolments, joined by commas. */
  courseInvite: (course: string, search?: Search) => withSearch(`/courses/${id(course)}/invite`, search),
  courseStaffing: (course: string) => `/courses/${id(course)}/instructors`,

  trainees: (search?: Search) => withSearch('/trainees', search),
  traineeNew: () => '/trainees/new',
  traineeImport: () => '/trainees/import',
  traineeDuplicates: () => '/trainees/duplicates',
  traineeMerge: (one: string, two: string) => withSearch('/trainees/merge', { one, two }),
  trainee: (trainee: string) => `/trainees/${id(trainee)}`,

  customers: (search?: Search) => withSearch('/customers', search),
  customerNew: () => '/customers/new',
  customerDuplicates: () => '/customers/duplicates',
  customerMerge: (one: string, two: string) => withSearch('/customers/merge', { one, two }),
  customer: (customer: string) => `/customers/${id(customer)}`,

  certificateImport: () => '/certificates/import',
  certificates: (search?: Search) => withSearch('/certificates', search),
  items: (search?: Search) => withSearch('/certification-items', search),
  itemNew: (search?: Search) => withSearch('/certification-items/new', search),
  item: (item: string) => `/certification-items/${id(item)}`,

  instructors: (search?: Search) => withSearch('/instructors', search),
  mails: (search?: Search) => withSearch('/mails', search),
  mail: (mail: string) => `/mails/${id(mail)}`,

  account: () => '/account',
  settings: () => '/settings',
  settingsPage: (page: string) => `/settings/${id(page)}`,
  webhook: (webhook: string) => `/settings/webhooks/${id(webhook)}`,
  invoice: (invoice: string) => `/settings/invoices/${id(invoice)}`,
  templates: () => '/settings/templates',
  templateNew: () => '/settings/templates/new',
  template: (template: string) => `/settings/templates/${id(template)}`,

  operatorProvider: (provider: string) => `/operator/providers/${id(provider)}`,
  operatorCourseTypes: () => '/operator/course-types',
  operatorCourseType: (type: string) => `/operator/course-types/${id(type)}`,
  operatorWishes: () => '/operator/requests',
  operatorInvoices: () => '/operator/invoices',
  operatorCode95: () => '/operator/code95',
  operatorWatch: () => '/operator/watch',
  operatorPrices: () => '/operator/prices',
  registry: (search?: Search) => withSearch('/operator/instructors', search),
} as const

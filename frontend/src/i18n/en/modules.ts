import type { modules as source } from '../nl/modules'
import type { Texts } from '../types'

export const modules: Texts<typeof source> = {
  core: { name: 'Basis', what: 'Courses, trainees, locations and the dashboard.' },
  external_courses: {
    name: 'External courses',
    what: 'Plan courses of your own beside those of CIBOT, with your own instructors and as white label for a reseller.',
  },
  expiry_reminders: {
    name: 'Automatic expiry reminders',
    what: 'Trainees are told by themselves before their certificate expires.',
  },
  invitations: {
    name: 'Sending invitations',
    what: 'Write templates, invite trainees in one go and remind them before the course.',
  },
  staffing: {
    name: 'Inviting instructors',
    what: 'Ask several instructors at once who is available, confirm one and thank the others.',
  },
  customers: {
    name: 'Customers',
    what: 'Keep companies and their contact persons, and send them a monthly list of expiring certificates.',
  },
  certification_items: {
    name: 'Certification items',
    what: 'Watch over inspections of things, such as extinguishers, AEDs and electric tools.',
  },
}

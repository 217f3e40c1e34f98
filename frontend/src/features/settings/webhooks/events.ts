import { translate, translateIfKnown } from '@/i18n/use-t'
import type { EventType } from './queries'

/** Every kind of event, by what it is about. The compiler finds one that the API has and this list lacks. */
export const GROUPS = {
  course: ['course.booked', 'course.changed', 'course.cancelled', 'course.processed', 'course.reopened'],
  enrolment: [
    'enrolment.made',
    'enrolment.placed',
    'enrolment.transferred',
    'enrolment.withdrawn',
    'enrolment.linked',
    'enrolment.marked',
  ],
  certificate: ['certificate.issued', 'certificate.revoked'],
  staffing: ['staffing.invited', 'staffing.answered', 'staffing.confirmed'],
  trainee: ['trainee.created', 'trainee.changed', 'trainee.merged', 'trainee.erased', 'trainee_import.done'],
  customer: [
    'customer.created',
    'customer.changed',
    'customer.archived',
    'customer.restored',
    'customer.merged',
    'customer.deleted',
  ],
  item: [
    'certification_item.created',
    'certification_item.changed',
    'certification_item.renewed',
    'certification_item.archived',
    'certification_item.restored',
  ],
  mail: ['mail.failed'],
} as const satisfies Record<string, readonly EventType[]>

type Listed = (typeof GROUPS)[keyof typeof GROUPS][number]
const everyTypeIsListed: Record<Exclude<EventType, Listed>, never> = {}
void everyTypeIsListed

export const GROUP_NAMES = Object.keys(GROUPS) as (keyof typeof GROUPS)[]
export const ALL_EVENTS: readonly EventType[] = GROUP_NAMES.flatMap((name) => [...GROUPS[name]])

/** What happened, in the words of the log where it has them. */
export function eventText(type: string): string {
  const key = type.replaceAll('.', '__')
  return translateIfKnown(`webhooks.event.${key}`) ?? translateIfKnown(`log.action.${key}`) ?? type
}

/** The kinds that a webhook hears of: how many, or that it is all of them. */
export function eventsText(types: readonly string[]): string {
  const t = translate()
  if (types.length === ALL_EVENTS.length) return t('webhooks.allEvents')
  if (types.length <= 2) return types.map(eventText).join(', ')
  return t('webhooks.someEvents', { count: types.length })
}

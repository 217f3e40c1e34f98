import { translate, translateIfKnown } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { LogLine } from './queries'

const key = (name: string) => name.replaceAll('.', '__').replaceAll('-', '_')

/** What was done, in words: "Cursus geboekt". A test finds an action that has none. */
export function actionText(action: string): string {
  return translateIfKnown(`log.action.${key(action)}`) ?? action
}

/** One change in a sentence: "Telefoon: leeg werd 0612345678". */
export function changeText({ field, before, after, compared }: LogLine['changes'][number]): string {
  const t = translate()
  const name = translateIfKnown(`log.field.${key(field)}`) ?? field.replaceAll('_', ' ')
  const now = plain(after)
  return `${name}: ${compared ? t('log.was', { before: plain(before), after: now }) : now}`
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Yes and no in the language of the screen, days as people write them. */
function plain(value: string | null): string {
  const t = translate()
  if (value === null) return t('log.nothing')
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'common.yes' : 'common.no')
  return value.replace(DAY, '$3-$2-$1')
}

const PLACES: Record<string, (id: string) => string> = {
  course: (id) => paths.course(id),
  trainee: paths.trainee,
  customer: paths.customer,
  certification_item: paths.item,
  template: paths.template,
  mail: paths.mail,
  invoice: paths.invoice,
}

/** Where the thing of a line is to be seen, if it has a page and is still there. */
export function placeOf({ subjectType, subjectId, subjectName }: LogLine): string | undefined {
  return subjectName ? PLACES[subjectType]?.(subjectId) : undefined
}

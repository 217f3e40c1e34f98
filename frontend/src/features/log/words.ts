import { translate, translateIfKnown, type useFormat } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { LogLine } from './queries'

const key = (name: string) => name.replaceAll('.', '__').replaceAll('-', '_')

/** What was done, in words: "Cursus geboekt". A test finds an action that has none. */
export function actionText(action: string): string {
  return translateIfKnown(`log.action.${key(action)}`) ?? action
}

type Change = LogLine['changes'][number]
type Format = ReturnType<typeof useFormat>

/** One change in a sentence: "Starttijd: 09:00 → 10:00". */
export function changeText({ field, before, after, compared }: Change, format: Format): string {
  const t = translate()
  const [name = '', part] = field.split(':')
  const label = translateIfKnown(`log.field.${key(name)}`) ?? t('log.details')
  const subject = part ? `${label} (${valueWord(part)})` : label
  const now = plain(name, after, format)
  if (!compared) return `${subject}: ${now}`
  // Of a long text only the beginning was noted: it may be the same before and after.
  if (before === after) return `${subject}: ${t('log.rewritten')}`
  return `${subject}: ${t('log.was', { before: plain(name, before, format), after: now })}`
}

const CHOICES = new Set([
  ...['answer', 'audience', 'busy_rule', 'duty', 'erased_because', 'form_of_address', 'kind', 'language'],
  ...['locale', 'outcome', 'parts', 'position', 'required_documents', 'role', 'source', 'state'],
])
const MONEY = new Set(['cents', 'net'])
const DAY = /\b(\d{4})-(\d{2})-(\d{2})\b/g
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

const valueWord = (value: string) => translateIfKnown(`log.value.${key(value)}`) ?? value

/** Yes and no, what was chosen from a list, days, moments and amounts as people write them. */
function plain(field: string, value: string | null, format: Format): string {
  const t = translate()
  if (value === null) return t('log.nothing')
  if (value === '-') return t('log.gone')
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'common.yes' : 'common.no')
  if (field === 'module') return translateIfKnown(`modules.${value}.name`) ?? value
  if (CHOICES.has(field)) return value.split(', ').map(valueWord).join(', ')
  if (MONEY.has(field)) return format.money(Number(value))
  if (INSTANT.test(value)) return format.instant(value)
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
  webhook: paths.webhook,
}

/** Where the thing of a line is to be seen, if it has a page and is still there. */
export function placeOf({ subjectType, subjectId, subjectName }: LogLine): string | undefined {
  return subjectName ? PLACES[subjectType]?.(subjectId) : undefined
}

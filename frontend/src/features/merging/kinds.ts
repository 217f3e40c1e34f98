import type { Schemas } from '@/api/types'
import type { Translate, useFormat } from '@/i18n/use-t'
import { paths } from '@/lib/paths'

export type Kind = 'trainees' | 'customers'
export type Pair = Schemas['TraineePair'] | Schemas['CustomerPair']
export type Side = Pair['one']
export type Merge = Schemas['MergeView']
type Format = ReturnType<typeof useFormat>

interface Field {
  /** As the API names it. */
  name: string
  label: string
  read: (side: Side) => string
}

interface KindOf {
  /** The first part of the API's paths, `trainee-duplicates`. */
  noun: string
  permission: 'trainees:write' | 'customers:write'
  list: () => string
  duplicates: () => string
  merge: (one: string, two: string) => string
  show: (id: string) => string
}

export const KINDS: Record<Kind, KindOf> = {
  trainees: {
    noun: 'trainee',
    permission: 'trainees:write',
    list: () => paths.trainees(),
    duplicates: paths.traineeDuplicates,
    merge: paths.traineeMerge,
    show: paths.trainee,
  },
  customers: {
    noun: 'customer',
    permission: 'customers:write',
    list: () => paths.customers(),
    duplicates: paths.customerDuplicates,
    merge: paths.customerMerge,
    show: paths.customer,
  },
}

/** What can be chosen from either of the two, side by side. */
export function fieldsOf(kind: Kind, t: Translate, format: Format): Field[] {
  return kind === 'trainees' ? traineeFields(t, format) : customerFields(t)
}

function traineeFields(t: Translate, format: Format): Field[] {
  const field = (name: string, label: string, read: (side: Schemas['TraineeSide']) => string): Field => ({
    name,
    label,
    read: (side) => read(side as Schemas['TraineeSide']),
  })
  return [
    field('name', t('people.name'), (side) => side.name),
    field('birthDate', t('people.birthDate'), (side) => (side.birthDate ? format.date(side.birthDate) : '')),
    field('email', t('people.email'), (side) => side.email ?? ''),
    field('phone', t('people.phone'), (side) => side.phone),
    field('locale', t('people.locale'), (side) => t(`lists.languages.${side.locale}`)),
    field('customer', t('people.customer'), (side) => side.customer?.name ?? ''),
  ]
}

function customerFields(t: Translate): Field[] {
  const field = (name: string, label: string, read: (side: Schemas['CustomerSide']) => string): Field => ({
    name,
    label,
    read: (side) => read(side as Schemas['CustomerSide']),
  })
  return [
    field('name', t('people.company'), (side) => side.name),
    field('address', t('people.address'), (side) => side.address),
    field('contactPerson', t('people.contact'), (side) =>
      [side.contactName, side.contactEmail].filter(Boolean).join(', '),
    ),
    field('correspondence', t('people.viaContactShort'), (side) =>
      side.correspondenceViaContact ? t('common.yes') : t('common.no'),
    ),
  ]
}

/** How much hangs on one of the two, in words. */
export function weightOf(side: Side, t: Translate): string {
  return 'certificates' in side
    ? t('merging.weight.trainees', { courses: side.courses, certificates: side.certificates })
    : t('merging.weight.customers', { courses: side.courses, trainees: side.trainees })
}

import type { Schemas } from '@/api/types'
import type { CustomerChoice } from '@/forms/customer-field'
import type { Item, ItemKind } from './queries'

type DueValues = { key: string; id: string | null; part: string; expiresOn: string; remindOn: string }

export type ItemValues = {
  /** A built-in kind, or the id of an own one. */
  kind: string
  description: string
  identification: string
  customer: CustomerChoice | null
  location: string
  pieces: string | number
  inspectedOn: string
  remarks: string
  dueDates: DueValues[]
}

export const keyOf = (kind: Pick<ItemKind, 'key' | 'id'>) => kind.id ?? kind.key

let counter = 0
export function newDue(part = '', expiresOn = ''): DueValues {
  counter += 1
  return { key: `new-${counter}`, id: null, part, expiresOn, remindOn: '' }
}

/** The dates that a kind usually has, as the API proposes them; the reminder follows from whatever date is kept. */
export function proposed(kind: ItemKind, part: (name: string) => string): DueValues[] {
  const found = kind.dueDates.map((each) => newDue(part(each.part), each.expiresOn ?? ''))
  return found.length > 0 ? found : [newDue(part('inspection'))]
}

export function initialValues(item: Item | null, part: (name: string) => string): ItemValues {
  return {
    kind: item ? (item.ownKindId ?? item.kind) : '',
    description: item?.description ?? '',
    identification: item?.identification ?? '',
    customer: item?.customer ?? null,
    location: item?.location ?? '',
    pieces: item?.pieces ?? 1,
    inspectedOn: item?.inspectedOn ?? '',
    remarks: item?.remarks ?? '',
    dueDates: item
      ? item.dueDates.map((each) => ({
          key: each.id,
          id: each.id,
          part: part(each.part),
          expiresOn: each.expiresOn,
          remindOn: each.remindOn,
        }))
      : [],
  }
}

/** What is sent; the usual parts go by their own names, whatever the language of the screen. */
export function bodyOf(
  values: ItemValues,
  kinds: readonly ItemKind[],
  keyOfPart: (text: string) => string,
): Schemas['ItemInput'] {
  const kind = kinds.find((each) => keyOf(each) === values.kind)
  return {
    kind: kind?.key ?? 'own',
    ownKindId: kind?.id ?? null,
    description: values.description,
    identification: values.identification,
    customerId: values.customer?.id ?? null,
    location: values.location,
    pieces: Number(values.pieces),
    inspectedOn: values.inspectedOn || null,
    remarks: values.remarks,
    dueDates: values.dueDates.map(({ id, part, expiresOn, remindOn }) => ({
      id,
      part: keyOfPart(part.trim()),
      expiresOn,
      remindOn: remindOn || null,
    })),
  }
}

import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type ItemRow = Schemas['ItemRow']
export type Item = Schemas['ItemView']
export type ItemKind = Schemas['ItemKindView']
export type DueDate = Schemas['DueDateRow']

export const ITEMS = '/api/v1/certification-items'
const KEY = 'certification-items'

export interface ItemFilters {
  q?: string
  /** A built-in kind, or the id of an own one. */
  kind?: string
  customerId?: string
  from?: string
  until?: string
  due?: boolean
  archived?: boolean
}

const BUILT_IN = ['fire_extinguisher', 'aed', 'nen_3140'] as const
type BuiltIn = (typeof BUILT_IN)[number]

/** The filters as the API takes them. */
export function queryOf({ kind, ...rest }: ItemFilters) {
  const builtIn = BUILT_IN.find((key): key is BuiltIn => key === kind)
  return { ...rest, ...(builtIn ? { kind: builtIn } : kind ? { ownKindId: kind } : {}) }
}

export function itemListing(filters: ItemFilters) {
  return listing([KEY, 'list', filters], (cursor) =>
    call(http.GET('/api/v1/certification-items', { params: { query: { ...queryOf(filters), cursor } } })),
  )
}

/** The customer for whom an item is made. */
export function itemCustomerQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'detail', id],
    queryFn: () =>
      call(http.GET('/api/v1/customers/{customer_id}', { params: { path: { customer_id: id } } })),
  })
}

export function itemQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'detail', id],
    queryFn: () =>
      call(http.GET('/api/v1/certification-items/{item_id}', { params: { path: { item_id: id } } })),
  })
}

/** The kinds, with the dates that follow from an inspection on a day; today when no day is given. */
export function kindsQuery(inspectedOn?: string) {
  return queryOptions({
    queryKey: [KEY, 'kinds', inspectedOn ?? 'today'],
    queryFn: () => call(http.GET('/api/v1/certification-item-kinds', { params: { query: { inspectedOn } } })),
    placeholderData: (former) => former,
  })
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [KEY] })
}

export function useSaveItem(existing: Item | null) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (body: Schemas['ItemInput']) =>
      existing
        ? call(
            http.PATCH('/api/v1/certification-items/{item_id}', {
              params: { path: { item_id: existing.id }, header: ifMatch(existing.version) },
              body,
            }),
          )
        : call(http.POST('/api/v1/certification-items', { body })),
    onSuccess: refresh,
  })
}

export function useRenew(item: Item) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (body: Schemas['ItemRenewal']) =>
      call(
        http.POST('/api/v1/certification-items/{item_id}/renewals', {
          params: { path: { item_id: item.id }, header: ifMatch(item.version) },
          body,
        }),
      ),
    onSuccess: refresh,
  })
}

export function useAddKind() {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (name: string) =>
      call(http.POST('/api/v1/certification-item-kinds', { body: { name, dueDates: [] } })),
    onSuccess: refresh,
  })
}

export function useArchiveItem(item: Item) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (archived: boolean) => {
      const params = { path: { item_id: item.id } }
      return archived
        ? call(http.POST('/api/v1/certification-items/{item_id}/archiving', { params }))
        : call(http.DELETE('/api/v1/certification-items/{item_id}/archiving', { params }))
    },
    onSuccess: refresh,
  })
}

export function useAddItemFile(item: Item) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return rest.upload(`${ITEMS}/${item.id}/files`, form)
    },
    onSuccess: refresh,
  })
}

export function useRemoveItemFile(item: Item) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (file: string) => rest.delete(`${ITEMS}/${item.id}/files/${file}`),
    onSuccess: refresh,
  })
}

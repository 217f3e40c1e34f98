import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type CustomerRow = Schemas['CustomerRow']
export type Customer = Schemas['CustomerView']

export interface CustomerFilters {
  q?: string
  archived?: boolean
}

export function customerListing(filters: CustomerFilters) {
  return listing(['customers', 'list', filters], (cursor) =>
    call(http.GET('/api/v1/customers', { params: { query: { ...filters, cursor } } })),
  )
}

export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'detail', id],
    queryFn: () =>
      call(http.GET('/api/v1/customers/{customer_id}', { params: { path: { customer_id: id } } })),
  })
}

/** Which customers look like what is being typed in. */
export function lookalikesQuery(name: string, contactEmail: string) {
  return queryOptions({
    queryKey: ['customers', 'lookalikes', name, contactEmail],
    queryFn: async () =>
      (await call(http.GET('/api/v1/customer-lookalikes', { params: { query: { name, contactEmail } } })))
        .items,
    enabled: name.length > 2 || contactEmail.includes('@'),
  })
}

export function customerFilesQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'files', id],
    queryFn: () =>
      call(http.GET('/api/v1/customers/{customer_id}/files', { params: { path: { customer_id: id } } })),
  })
}

export function useAddCustomerFile(id: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return rest.upload<Schemas['CustomerFileView']>(`/api/v1/customers/${id}/files`, form)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers', 'files', id] }),
  })
}

export function useRemoveCustomerFile(id: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (fileId: string) =>
      call(
        http.DELETE('/api/v1/customers/{customer_id}/files/{file_id}', {
          params: { path: { customer_id: id, file_id: fileId } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers', 'files', id] }),
  })
}

/** Adds a customer, or changes the given one from the version that was read. */
export function useSaveCustomer(existing: Customer | null) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['CustomerInput']) =>
      existing
        ? call(
            http.PATCH('/api/v1/customers/{customer_id}', {
              params: { path: { customer_id: existing.id }, header: ifMatch(existing.version) },
              body,
            }),
          )
        : call(http.POST('/api/v1/customers', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

export function useArchiveCustomer(customer: Customer) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (archived: boolean) => {
      const params = { path: { customer_id: customer.id } }
      return archived
        ? call(http.POST('/api/v1/customers/{customer_id}/archiving', { params }))
        : call(http.DELETE('/api/v1/customers/{customer_id}/archiving', { params }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

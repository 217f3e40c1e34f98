import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Forecast = Schemas['ForecastView']
export type Invoice = Schemas['InvoiceView']
export type InvoiceRow = Schemas['InvoiceRow']
export type BillingAddress = Schemas['BillingAddressView']
export type Why = Schemas['TierView']
export type SoldModule = Schemas['ModuleWish']['module']

export const forecastQuery = queryOptions({
  queryKey: ['billing', 'forecast'],
  queryFn: () => call(http.GET('/api/v1/billing/forecast')),
})

export const addressQuery = queryOptions({
  queryKey: ['billing', 'address'],
  queryFn: () => call(http.GET('/api/v1/billing/address')),
})

export const wishesQuery = queryOptions({
  queryKey: ['billing', 'wishes'],
  queryFn: async () => (await call(http.GET('/api/v1/module-requests'))).items,
})

export const quoteQuery = (courses: number, modules: number) =>
  queryOptions({
    queryKey: ['billing', 'quote', courses, modules],
    queryFn: () => call(http.GET('/api/v1/billing/quote', { params: { query: { courses, modules } } })),
    placeholderData: (former) => former,
  })

export const invoiceListing = listing(['billing', 'invoices'], (cursor) =>
  call(http.GET('/api/v1/invoices', { params: { query: { cursor } } })),
)

export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ['billing', 'invoice', id],
    queryFn: () => call(http.GET('/api/v1/invoices/{invoice_id}', { params: { path: { invoice_id: id } } })),
    refetchInterval: ({ state }) => (state.data?.onlinePayment === 'begun' ? 5_000 : false),
  })

/** Begins to pay; whoever calls this leaves for the page of the payment service. */
export function usePayNow(id: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: () =>
      call(http.POST('/api/v1/invoices/{invoice_id}/payments', { params: { path: { invoice_id: id } } })),
    onError: () => client.invalidateQueries({ queryKey: ['billing'] }),
  })
}

export function useWish() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: Schemas['ModuleWish']) => call(http.POST('/api/v1/module-requests', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: wishesQuery.queryKey }),
  })
}

export function useSaveAddress() {
  const client = useQueryClient()
  return useAction({
    mutationFn: ({ version, body }: { version: number; body: Schemas['BillingAddressFields'] }) =>
      call(http.PUT('/api/v1/billing/address', { params: { header: ifMatch(version) }, body })),
    onSuccess: (saved) => client.setQueryData(addressQuery.queryKey, saved),
  })
}

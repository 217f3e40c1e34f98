import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Code95Terms = Schemas['Code95TermsView']
export type MailLane = Schemas['LaneView']
export type OperatorInvoice = Schemas['OperatorInvoiceRow']
export type PriceList = Schemas['PriceListView']
export type ProviderModules = Schemas['ProviderModules']
export type Registration = Schemas['RegistrationView']
export type ProviderUser = Schemas['ProviderUser']
export type Standing = Schemas['Standing']
export type MailWatch = Schemas['MailWatchView']
export type Watch = Schemas['WatchView']
export type Wish = Schemas['OpenWish']

const at = (provider: string) => ({ params: { path: { provider_id: provider } } })

export const providersQuery = queryOptions({
  queryKey: ['operator', 'every-provider'],
  queryFn: async () => (await call(http.GET('/api/v1/operator/providers'))).items,
})

export const setUpQuery = (provider: string) =>
  queryOptions({
    queryKey: ['operator', 'set-up', provider],
    queryFn: () => call(http.GET('/api/v1/operator/providers/{provider_id}/modules', at(provider))),
  })

export const wishesQuery = queryOptions({
  queryKey: ['operator', 'wishes'],
  queryFn: async () => (await call(http.GET('/api/v1/operator/module-requests'))).items,
})

export const registrationsQuery = queryOptions({
  queryKey: ['operator', 'registrations'],
  queryFn: async () => (await call(http.GET('/api/v1/operator/registrations'))).items,
})

export const usageQuery = (provider: string) =>
  queryOptions({
    queryKey: ['operator', 'usage', provider],
    queryFn: () => call(http.GET('/api/v1/operator/providers/{provider_id}/usage', at(provider))),
  })

export const usersQuery = (provider: string) =>
  queryOptions({
    queryKey: ['operator', 'users', provider],
    queryFn: async () =>
      (await call(http.GET('/api/v1/operator/providers/{provider_id}/users', at(provider)))).items,
  })

export const laneQuery = (provider: string) =>
  queryOptions({
    queryKey: ['operator', 'mail-lane', provider],
    queryFn: () => call(http.GET('/api/v1/operator/providers/{provider_id}/mail-lane', at(provider))),
  })

/** Looked at anew every half minute, as long as the page is in sight. */
export const watchQuery = queryOptions({
  queryKey: ['operator', 'watch'],
  queryFn: () => call(http.GET('/api/v1/operator/watch')),
  refetchInterval: 30_000,
})

export const pricesQuery = queryOptions({
  queryKey: ['operator', 'prices'],
  queryFn: async () => (await call(http.GET('/api/v1/operator/price-lists'))).items,
})

export const invoiceListing = listing(['operator', 'invoices'], (cursor) =>
  call(http.GET('/api/v1/operator/invoices', { params: { query: { cursor } } })),
)

/** A change at the operator's desk; everything that the desk shows is read anew. */
function useDesk<B, A = unknown>(send: (body: B) => Promise<A>) {
  const client = useQueryClient()
  return useAction({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: ['operator'] }),
  })
}

export const useSwitch = (provider: string) =>
  useDesk((body: Schemas['Switch']) =>
    call(http.POST('/api/v1/operator/providers/{provider_id}/modules', { ...at(provider), body })),
  )

export const useSetStatus = (provider: string) =>
  useDesk((body: Schemas['StatusChange']) =>
    call(http.POST('/api/v1/operator/providers/{provider_id}/institute-status', { ...at(provider), body })),
  )

export const useSetLane = (provider: string) =>
  useDesk((body: Partial<Schemas['LaneInput']>) =>
    rest.put<MailLane>(`/api/v1/operator/providers/${provider}/mail-lane`, null, body),
  )

export const useApprove = (provider: string) =>
  useDesk((body: Schemas['ApprovalInput']) =>
    call(
      http.POST('/api/v1/operator/providers/{provider_id}/registration/approval', { ...at(provider), body }),
    ),
  )

export const useRefuse = (provider: string) =>
  useDesk((reason: string) =>
    call(
      http.POST('/api/v1/operator/providers/{provider_id}/registration/refusal', {
        ...at(provider),
        body: { reason },
      }),
    ),
  )

export const useWelcomeAgain = (provider: string) =>
  useDesk(() =>
    call(http.POST('/api/v1/operator/providers/{provider_id}/registration/welcome', at(provider))),
  )

export const useSetState = (provider: string) =>
  useDesk((body: Schemas['StandingInput']) =>
    call(http.PUT('/api/v1/operator/providers/{provider_id}/state', { ...at(provider), body })),
  )

/** Looks along; whoever calls this loads the page anew, since nothing of the desk may stay in memory. */
export const useLookAlong = (provider: string) =>
  useAction({
    mutationFn: (body: Schemas['LookInput']) =>
      call(http.POST('/api/v1/operator/providers/{provider_id}/look', { ...at(provider), body })),
  })

export const useReplay = (provider: string) =>
  useDesk<void, Schemas['ReplayView']>(() =>
    call(http.POST('/api/v1/operator/providers/{provider_id}/mail-replays', at(provider))),
  )

export const useSettle = () =>
  useDesk(({ wish, ...body }: Schemas['Settlement'] & { wish: Wish }) =>
    call(
      http.POST('/api/v1/operator/providers/{provider_id}/module-requests/{request_id}/settlement', {
        params: { path: { provider_id: wish.providerId, request_id: wish.id } },
        body,
      }),
    ),
  )

export const useAddPrices = () =>
  useDesk((body: Schemas['PriceListInput']) => call(http.POST('/api/v1/operator/price-lists', { body })))

export const code95TermsQuery = queryOptions({
  queryKey: ['operator', 'code95-terms'],
  queryFn: async () => (await call(http.GET('/api/v1/operator/code95-terms'))).items,
})

export const useAddCode95Terms = () =>
  useDesk((body: Schemas['Code95TermsInput']) => call(http.POST('/api/v1/operator/code95-terms', { body })))

const ofInvoice = (row: OperatorInvoice) => ({
  params: { path: { provider_id: row.providerId, invoice_id: row.id } },
})

export const paymentsQuery = (row: OperatorInvoice) =>
  queryOptions({
    queryKey: ['operator', 'payments', row.id],
    queryFn: async () =>
      (await call(http.GET('/api/v1/operator/providers/{provider_id}/invoices/{invoice_id}', ofInvoice(row))))
        .payments,
  })

export const useCredit = (row: OperatorInvoice) =>
  useDesk(() =>
    call(
      http.POST('/api/v1/operator/providers/{provider_id}/invoices/{invoice_id}/credit-note', ofInvoice(row)),
    ),
  )

export const usePay = (row: OperatorInvoice) =>
  useDesk((body: Schemas['PaymentInput']) =>
    call(
      http.POST('/api/v1/operator/providers/{provider_id}/invoices/{invoice_id}/payments', {
        ...ofInvoice(row),
        body,
      }),
    ),
  )

type Help = Schemas['LettingIn'] & { userId: string }

/** Mails a user of the provider a link for a new password. */
export const useLetIn = (provider: string) =>
  useDesk(({ userId, ...body }: Help) =>
    call(
      http.POST('/api/v1/operator/providers/{provider_id}/users/{user_id}/new-password', {
        params: { path: { provider_id: provider, user_id: userId } },
        body,
      }),
    ),
  )

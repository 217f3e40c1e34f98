import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Webhook = Schemas['WebhookView']
export type NewWebhook = Schemas['NewWebhook']
export type Delivery = Schemas['WebhookDeliveryView']
export type DeliveryState = Delivery['state']
export type EventType = Webhook['eventTypes'][number]
export type WebhookInput = Schemas['WebhookInput']

const KEY = 'webhooks'
const UNDER_WAY_MS = 1000

export const webhookListing = listing([KEY, 'list'], () => call(http.GET('/api/v1/webhooks')))

const at = (id: string) => ({ params: { path: { webhook_id: id } } })

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: () => call(http.GET('/api/v1/webhooks/{webhook_id}', at(id))),
  })

export const deliveryListing = (id: string, state: DeliveryState | undefined) =>
  listing([KEY, 'deliveries', id, { state }], (cursor) =>
    call(
      http.GET('/api/v1/webhooks/{webhook_id}/deliveries', {
        params: { path: { webhook_id: id }, query: { state, cursor } },
      }),
    ),
  )

/** One delivery, looked at again while it is under way. */
export const deliveryQuery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: [KEY, 'delivery', id, deliveryId],
    queryFn: () =>
      call(
        http.GET('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}', {
          params: { path: { webhook_id: id, delivery_id: deliveryId } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? UNDER_WAY_MS : false),
  })

function useWebhookAction<Answer, Input>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useAction<Answer, Input>({
    mutationFn,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** Makes a webhook; the answer is the only place where its secret stands. */
export function useMakeWebhook() {
  return useWebhookAction((body: WebhookInput) => rest.post<NewWebhook>('/api/v1/webhooks', body))
}

export function useChangeWebhook({ id, version }: Webhook) {
  return useWebhookAction((body: Partial<Schemas['WebhookChange']>) =>
    rest.patch<Webhook>(`/api/v1/webhooks/${id}`, version, body),
  )
}

export function useDeleteWebhook() {
  return useWebhookAction((id: string) => call(http.DELETE('/api/v1/webhooks/{webhook_id}', at(id))))
}

export function useRotateSecret(id: string) {
  return useWebhookAction((_: undefined) => rest.post<NewWebhook>(`/api/v1/webhooks/${id}/secret`))
}

export function useTestWebhook() {
  return useWebhookAction((id: string) => call(http.POST('/api/v1/webhooks/{webhook_id}/test', at(id))))
}

export function useReplay(id: string) {
  return useWebhookAction((deliveryId: string) =>
    call(
      http.POST('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', {
        params: { path: { webhook_id: id, delivery_id: deliveryId } },
      }),
    ),
  )
}

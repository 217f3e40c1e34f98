import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch, rest } from '@/api/client'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type Sender = Schemas['SenderView']
export type SenderRecord = Schemas['RecordView']

const PATH = '/api/v1/provider/sender'

export const senderQuery = queryOptions({
  queryKey: ['provider', 'sender'],
  queryFn: () => call(http.GET(PATH)),
})

function useKeep() {
  const client = useQueryClient()
  return (saved: Sender) => client.setQueryData(senderQuery.queryKey, saved)
}

/** Names the address; it is used once its domain allows it. */
export function useSetSender() {
  return useAction({
    mutationFn: ({ version, address }: { version: number; address: string }) =>
      call(http.PUT(PATH, { params: { header: ifMatch(version) }, body: { address } })),
    onSuccess: useKeep(),
  })
}

/** Looks at the domain now. */
export function useCheckSender() {
  return useAction({
    mutationFn: () => call(http.POST(`${PATH}/checks`)),
    onSuccess: useKeep(),
  })
}

/** Goes back to the portal's address. */
export function useRemoveSender() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (version: number) => rest.delete(PATH, version),
    onSuccess: () => client.invalidateQueries({ queryKey: senderQuery.queryKey }),
  })
}

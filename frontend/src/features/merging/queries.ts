import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { useAction } from '@/api/use-action'
import { KINDS, type Kind, type Merge, type Pair } from './kinds'

const api = (kind: Kind, what: string) => `/api/v1/${KINDS[kind].noun}-${what}`

export function duplicatesQuery(kind: Kind) {
  return queryOptions({
    queryKey: [kind, 'duplicates'],
    queryFn: async () => (await rest.get<{ items: Pair[] }>(api(kind, 'duplicates'))).items,
  })
}

export function comparisonQuery(kind: Kind, oneId: string, twoId: string) {
  return queryOptions({
    queryKey: [kind, 'comparison', oneId, twoId],
    queryFn: () => rest.get<Pair>(api(kind, 'comparison'), { oneId, twoId }),
    // What was chosen would jump about if the two changed under the eyes of who chooses.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function mergesQuery(kind: Kind) {
  return queryOptions({
    queryKey: [kind, 'merges'],
    queryFn: async () => (await rest.get<{ items: Merge[] }>(api(kind, 'merges'))).items,
  })
}

function useRefresh() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      ['trainees', 'customers', 'enrolments', 'courses', 'certificates'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    )
}

interface Merging {
  keeperId: string
  otherId: string
  /** The fields that the other one has right. */
  take: string[]
}

export function useMerge(kind: Kind) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: ({ keeperId, ...body }: Merging) =>
      rest.post<Merge>(`/api/v1/${kind}/${keeperId}/merges`, body),
    onSuccess: () => void refresh(),
  })
}

export function useUndoMerge(kind: Kind) {
  const refresh = useRefresh()
  return useAction({
    mutationFn: (mergeId: string) => rest.post<Merge>(`${api(kind, 'merges')}/${mergeId}/reversal`),
    onSuccess: () => void refresh(),
  })
}

export function useDismiss(kind: Kind) {
  const client = useQueryClient()
  return useAction({
    mutationFn: ({ one, two }: Pair) =>
      rest.post<void>(`${api(kind, 'duplicates')}/dismissals`, { oneId: one.id, twoId: two.id }),
    onSettled: () => client.invalidateQueries(duplicatesQuery(kind)),
  })
}

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { rest } from '@/api/client'
import { type Listing, type LoadedList, listing } from '@/api/listing'
import { useAction } from '@/api/use-action'
import type { Candidate, CandidatePage, GivenAnswer, Order, Position, StaffingCall } from './types'

const pathOf = (courseId: string) => `/api/v1/courses/${courseId}`

interface Staffing {
  list: LoadedList<Candidate>
  allowedActions: string[]
  /** How many would get a decline notice now (R-STF-07). */
  declinable: number
  /** Whether distances are known, so that the nearest can come first. */
  near: boolean
  /** The call in rings that is going on. */
  call: StaffingCall | null
}

/** Who could teach the course, with their answers; read again by itself when an answer comes in. */
export function useStaffing(courseId: string, q: string, sort: Order): Staffing {
  const query = useInfiniteQuery({
    queryKey: ['staffing', courseId, q, sort],
    queryFn: ({ pageParam }) =>
      rest.get<CandidatePage>(`${pathOf(courseId)}/staffing`, { q, sort, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (former) => former,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const first = query.data?.pages[0]
  return {
    list: {
      rows,
      error: query.error,
      hasMore: query.hasNextPage,
      loadingMore: query.isFetchingNextPage,
      loadMore: () => void query.fetchNextPage(),
      retry: () => void query.refetch(),
    },
    allowedActions: first?.allowedActions ?? [],
    declinable: first?.declinable ?? 0,
    near: first?.near ?? false,
    call: first?.call ?? null,
  }
}

/** Every answer to one question, the newest first. */
export function answerListing(courseId: string, requestId: string) {
  return listing<GivenAnswer>(['staffing', courseId, 'answers', requestId], (cursor) =>
    rest.get<Listing<GivenAnswer>>(`${pathOf(courseId)}/staffing-requests/${requestId}/answers`, { cursor }),
  )
}

function useStaffingRefresh() {
  const client = useQueryClient()
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['staffing'] }),
      client.invalidateQueries({ queryKey: ['courses'] }),
      client.invalidateQueries({ queryKey: ['dashboard'] }),
    ])
  }
}

type Invitees = { replyBy: string | null } & (
  | { instructors: Array<{ kind: string; id: string }> }
  | { allFree: true }
)

export function useInvite(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: (invitees: Invitees) =>
      rest.post<{ items: unknown[] }>(`${pathOf(courseId)}/staffing-requests`, invitees),
    onSettled: refresh,
  })
}

export function useInviteAgain(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: ({ requestId, replyBy }: { requestId: string; replyBy: string | null }) =>
      rest.post(`${pathOf(courseId)}/staffing-requests/${requestId}/renewal`, { replyBy }),
    onSettled: refresh,
  })
}

interface Confirmation {
  requestId: string
  position: Position
  acceptDoubleBooking: boolean
}

export function useConfirm(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: ({ requestId, ...body }: Confirmation) =>
      rest.post(`${pathOf(courseId)}/staffing-requests/${requestId}/confirmation`, body),
    onSuccess: refresh,
  })
}

interface Answer {
  requestId: string
  answer: 'available' | 'unavailable'
  note: string
}

export function useEnterAnswer(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: ({ requestId, ...body }: Answer) =>
      rest.post(`${pathOf(courseId)}/staffing-requests/${requestId}/answer`, body),
    onSuccess: refresh,
  })
}

export function useDeclineOthers(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: () => rest.post<{ declined: number }>(`${pathOf(courseId)}/decline-notices`),
    onSettled: refresh,
  })
}

export function useStartCall(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: (pace: { groupSize: number; everyHours: number }) =>
      rest.post<StaffingCall>(`${pathOf(courseId)}/staffing-calls`, pace),
    onSuccess: refresh,
  })
}

export function useStopCall(courseId: string) {
  const refresh = useStaffingRefresh()
  return useAction({
    mutationFn: (callId: string) => rest.delete(`${pathOf(courseId)}/staffing-calls/${callId}`),
    onSettled: refresh,
  })
}

import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryKey,
  useInfiniteQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'

/** A page of a list as every list of the API gives it. */
export interface Listing<T> {
  items: T[]
  nextCursor: string | null
}

/** Options for a list that is read page after page: `listing(['courses', 'list', filters], (cursor) => …)`. */
export function listing<T>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Listing<T>>,
) {
  return infiniteQueryOptions<Listing<T>, Error, InfiniteData<Listing<T>>, QueryKey, string | undefined>({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** What a list table needs to know of a list query. */
export interface LoadedList<T> {
  rows: T[] | undefined
  error: Error | null
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  retry: () => void
}

export function useListing<T>(options: ReturnType<typeof listing<T>>): LoadedList<T> {
  const query = useInfiniteQuery(options)
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  return {
    rows,
    error: query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}

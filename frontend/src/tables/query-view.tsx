import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isApiError } from '@/api/errors'
import { DetailSkeleton } from '@/ui/skeletons'
import { LoadFailed } from './load-failed'
import { NotFoundNotice } from './not-found-notice'

interface Props<T> {
  query: UseQueryResult<T>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Shows one read thing, or that it is on its way, does not exist, or could not be read. */
export function QueryView<T>({ query, skeleton, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (isApiError(query.error) && query.error.status === 404) return <NotFoundNotice />
  if (query.error) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  return <>{skeleton ?? <DetailSkeleton />}</>
}

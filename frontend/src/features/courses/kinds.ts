import { useModuleActive, useSession } from '@/api/session'
import type { CourseKind } from './types'

/** The kinds of course that this provider books: certified for institutes, external with its module (R-EXT-01). */
export function useKinds(): CourseKind[] {
  const { provider } = useSession()
  const isActive = useModuleActive()
  const kinds: CourseKind[] = []
  if (provider?.isCibotInstitute) kinds.push('certified')
  if (isActive('external_courses')) kinds.push('external')
  return kinds
}

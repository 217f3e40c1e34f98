import { useCallback } from 'react'
import { translateIfKnown, useT } from '@/i18n/use-t'
import type { DueDate, ItemRow } from './queries'

/** A part in the language of the screen; whatever is not one of the usual ones is the provider's own word. */
export function usePart(): (part: string) => string {
  const t = useT()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another `t`
  return useCallback((part: string) => translateIfKnown(`items.parts.${part}`) ?? part, [t])
}

export function useKindName(): (row: Pick<ItemRow, 'kind' | 'kindName'>) => string {
  const t = useT()
  return useCallback((row) => row.kindName ?? t(`items.kinds.${row.kind}`), [t])
}

export function statusOf(date: DueDate) {
  if (date.isExpired) return 'overdue' as const
  return date.isDue ? ('dueNow' as const) : ('valid' as const)
}

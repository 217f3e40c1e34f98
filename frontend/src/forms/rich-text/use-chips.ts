import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { variablesQuery } from '@/api/templates'
import type { Schemas } from '@/api/types'
import { useLocale } from '@/i18n/use-t'
import type { Chip } from './variable-node'

const NONE: readonly Chip[] = []

/** The variables with their labels in the language of the screen, and whether this audience has a value for each. */
export function useChips(audience: Schemas['Context']): readonly Chip[] {
  const locale = useLocale()
  const { data } = useQuery(variablesQuery)
  return useMemo(
    () =>
      data?.map((variable) => ({
        name: variable.key,
        label: variable.label[locale],
        available: variable.audiences.includes(audience),
      })) ?? NONE,
    [data, locale, audience],
  )
}

/** Whom a mail is written to, which decides what its variables can say. */
export function contextOf(audience: Schemas['Audience'], bulk: boolean): Schemas['Context'] {
  if (audience === 'instructor') return 'instructor'
  return bulk ? 'contact' : 'trainee'
}

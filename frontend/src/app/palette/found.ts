import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { rest } from '@/api/client'
import type { Listing } from '@/api/listing'
import { useSession } from '@/api/session'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Command } from './commands'

interface FoundCourse {
  id: string
  number: number
  typeName: string
  firstDay: string
  locationText: string
}

interface FoundPerson {
  id: string
  name: string
  email: string | null
}

interface FoundCustomer {
  id: string
  name: string
  city: string
}

interface Group {
  label: string
  commands: Command[]
}

const LIMIT = 5

function useHits<T>(path: string, query: string, enabled: boolean): T[] {
  const { data } = useQuery({
    queryKey: [path, 'palette', query],
    queryFn: async () => (await rest.get<Listing<T>>(`/api/v1/${path}`, { q: query, limit: LIMIT })).items,
    enabled: enabled && query.length >= 2,
    placeholderData: keepPreviousData,
  })
  return query.length >= 2 ? (data ?? []) : []
}

/** What the API finds for the text, grouped by kind. */
export function useFound(query: string): Group[] {
  const t = useT()
  const format = useFormat()
  const { permissions, modules } = useSession()
  const courses = useHits<FoundCourse>('courses', query, permissions.includes('courses:read'))
  const trainees = useHits<FoundPerson>('trainees', query, permissions.includes('trainees:read'))
  const customers = useHits<FoundCustomer>(
    'customers',
    query,
    modules.includes('customers') && permissions.includes('customers:read'),
  )
  return [
    {
      label: t('app.palette.trainees'),
      commands: trainees.map((hit) => ({
        label: hit.name,
        detail: hit.email ?? undefined,
        to: paths.trainee(hit.id),
        icon: 'person',
      })),
    },
    {
      label: t('app.palette.courses'),
      commands: courses.map((hit) => ({
        label: `#${hit.number} ${hit.typeName}`,
        detail: `${format.day(hit.firstDay)} ${hit.locationText}`,
        to: paths.course(hit.id),
        icon: 'calendar',
      })),
    },
    {
      label: t('app.palette.customers'),
      commands: customers.map((hit) => ({
        label: hit.name,
        detail: hit.city,
        to: paths.customer(hit.id),
        icon: 'building',
      })),
    },
  ]
}

import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call, http, ifMatch, rest } from '@/api/client'
import { listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'

export type CertifiedType = Schemas['CertifiedTypeView']
export type Material = Schemas['KeptMaterialView']

export interface TypeFilters {
  q?: string
  archived?: boolean
}

const KEY = 'catalog'
const TYPE = '/api/v1/operator/course-types/{course_type_id}'
const of = (type: string) => ({ path: { course_type_id: type } })

export const typeListing = (filters: TypeFilters) =>
  listing([KEY, 'list', filters], (cursor) =>
    call(http.GET('/api/v1/operator/course-types', { params: { query: { ...filters, cursor } } })),
  )

export const typeQuery = (type: string) =>
  queryOptions({
    queryKey: [KEY, 'type', type],
    queryFn: () => call(http.GET(TYPE, { params: of(type) })),
  })

export const materialQuery = (type: string) =>
  queryOptions({
    queryKey: [KEY, 'material', type],
    queryFn: async () => (await call(http.GET(`${TYPE}/lesson-material`, { params: of(type) }))).items,
  })

/** A change of the catalogue; everything that shows types is read anew, the register of instructors too. */
function useCatalog<B, A>(send: (body: B) => Promise<A>) {
  const client = useQueryClient()
  return useAction({
    mutationFn: send,
    onSuccess: () =>
      Promise.all([KEY, 'registry'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

/** Adds a type, or changes the given one. */
export const useSaveType = (existing: CertifiedType | null) =>
  useCatalog((body: Schemas['CertifiedTypeInput']) =>
    existing
      ? call(http.PATCH(TYPE, { params: { ...of(existing.id), header: ifMatch(existing.version) }, body }))
      : call(http.POST('/api/v1/operator/course-types', { body })),
  )

/** Archives the type in the given version, or brings it back. */
export const useArchiveType = () =>
  useCatalog(({ id, version, archived }: { id: string; version: number; archived: boolean }) => {
    const params = { ...of(id), header: ifMatch(version) }
    return archived
      ? call(http.POST(`${TYPE}/archiving`, { params }))
      : call(http.DELETE(`${TYPE}/archiving`, { params }))
  })

export const useAddMaterial = (type: string) =>
  useCatalog((file: File) => {
    const form = new FormData()
    form.append('file', file)
    return rest.upload<Material>(`/api/v1/operator/course-types/${type}/lesson-material`, form)
  })

export const useWithdrawMaterial = () => useCatalog((material: string) => rest.delete(materialPath(material)))

/** Where the file itself is fetched. */
export const materialPath = (material: string) => `/api/v1/operator/lesson-material/${material}`

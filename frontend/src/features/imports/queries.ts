import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { type Listing, listing } from '@/api/listing'
import { useAction } from '@/api/use-action'
import type { ImportColumn, ImportRow, TraineeImport, Verdict } from './types'

const IMPORTS = '/api/v1/trainee-imports'
/** The row route takes no version: a correction is judged on its own. */
const NO_VERSION = 0

export const errorsFile = (id: string) => `${IMPORTS}/${id}/errors.csv`

export function importDetail(id: string) {
  return queryOptions({
    queryKey: ['imports', 'detail', id],
    queryFn: () => rest.get<TraineeImport>(`${IMPORTS}/${id}`),
    enabled: id !== '',
  })
}

export function importRows(id: string, verdict: Verdict | undefined) {
  return listing(['imports', 'rows', id, verdict], (cursor) =>
    rest.get<Listing<ImportRow>>(`${IMPORTS}/${id}/rows`, { verdict, cursor }),
  )
}

/** The name of the course that the list is for. */
export function courseName(id: string) {
  return queryOptions({
    queryKey: ['courses', 'detail', id],
    queryFn: () => rest.get<{ typeName: string; number: number }>(`/api/v1/courses/${id}`),
    enabled: id !== '',
  })
}

function useKeep() {
  const client = useQueryClient()
  return (found: TraineeImport) => {
    client.setQueryData(['imports', 'detail', found.id], found)
    void client.invalidateQueries({ queryKey: ['imports', 'rows', found.id] })
  }
}

type Source = { file: File } | { text: string }

/** What a list is for: a course, people that are to be known, or the certificates that they hold. */
export interface Purpose {
  courseId?: string
  certificates?: boolean
}

export function useSubmitList({ courseId, certificates }: Purpose) {
  const keep = useKeep()
  return useAction({
    mutationFn: (source: Source) => {
      const form = new FormData()
      if ('file' in source) form.append('file', source.file)
      else form.append('text', source.text)
      if (courseId) form.append('courseId', courseId)
      if (certificates) form.append('certificates', 'true')
      return rest.upload<TraineeImport>(IMPORTS, form)
    },
    onSuccess: keep,
  })
}

interface Change {
  columns?: Array<Pick<ImportColumn, 'index' | 'field'>>
  options?: Partial<TraineeImport['options']>
}

export function useChangeImport({ id, version }: TraineeImport) {
  const keep = useKeep()
  return useAction({
    mutationFn: (change: Change) => rest.patch<TraineeImport>(`${IMPORTS}/${id}`, version, change),
    onSuccess: keep,
  })
}

interface Correction {
  rowNumber: number
  cells?: string[]
  isOtherPerson?: boolean
}

export function useCorrectRow(id: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: ({ rowNumber, ...body }: Correction) =>
      rest.patch<ImportRow>(`${IMPORTS}/${id}/rows/${rowNumber}`, NO_VERSION, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}

export function useAgree(id: string) {
  const client = useQueryClient()
  return useAction({
    mutationFn: (acceptWaitingList: boolean) =>
      rest.post<{ jobId: string }>(`${IMPORTS}/${id}/execution`, { acceptWaitingList }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports', 'detail', id] })
      void client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
}

export function useDiscard(id: string) {
  return useAction({ mutationFn: () => rest.delete(`${IMPORTS}/${id}`) })
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { useAction } from '@/api/use-action'
import { type EnrolmentPages, hasPlace, marksOf, rowsOf, withMark, withoutMark, withRows } from './marks'
import { enrolmentsKey, pathOf } from './queries'
import type { Enrolment, Mark } from './types'

interface Enrolled {
  items: Enrolment[]
}

function useEnrolmentRefresh() {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['enrolments', 'courses', 'dashboard', 'trainees'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    )
  }
}

export type NewEnrolment = (
  | { traineeId: string; customerId?: string | null }
  | { trainee: Record<string, unknown> }
) & { acceptWaitingList?: boolean }

export function useEnrol(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: (body: NewEnrolment) => rest.post<Enrolment>(pathOf(courseId), body),
    onSuccess: () => void refresh(),
  })
}

interface Marking {
  /** null: everybody with a place. */
  ids: string[] | null
  mark: Mark
}

/** Marks at once on the screen, and takes it back when the API refuses. */
export function useMark(courseId: string) {
  const client = useQueryClient()
  const refresh = useEnrolmentRefresh()
  const queryKey = enrolmentsKey(courseId)
  const mutationKey = ['marks', courseId]
  const show = (change: (pages: EnrolmentPages | undefined) => EnrolmentPages | undefined) =>
    client.setQueryData<EnrolmentPages>(queryKey, change)
  return useMutation({
    mutationKey,
    mutationFn: ({ ids, mark }: Marking) =>
      rest.post<Enrolled>(`${pathOf(courseId)}/marks`, { enrolmentIds: ids, ...mark }),
    onMutate: async ({ ids, mark }) => {
      await client.cancelQueries({ queryKey })
      const rows = rowsOf(client.getQueryData<EnrolmentPages>(queryKey))
      show((pages) => withMark(pages, ids, mark))
      const concerned = ids ? (row: Enrolment) => ids.includes(row.id) : hasPlace
      return { former: rows.filter(concerned) }
    },
    onError: (_reason, _marking, context) => {
      if (context) show((pages) => withoutMark(pages, context.former))
    },
    onSuccess: ({ items }) => {
      if (client.isMutating({ mutationKey }) === 1) show((pages) => withRows(pages, items))
    },
    onSettled: () => {
      if (client.isMutating({ mutationKey }) === 1) void refresh()
    },
  })
}

/** Undoes marking: puts back what these rows said before. */
export function useRestoreMarks(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: (former: readonly Enrolment[]) =>
      rest.post<Enrolled>(`${pathOf(courseId)}/marks/restoration`, { items: former.map(marksOf) }),
    onSettled: refresh,
  })
}

/** Takes somebody out of the course at once on the screen, and puts the row back when the API refuses. */
export function useWithdraw(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: (enrolment: Enrolment) => rest.delete(`${pathOf(courseId)}/${enrolment.id}`),
    onSettled: refresh,
  })
}

/** Undoes taking somebody out: the same place or waiting list, customer and marks. */
export function useRestore(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: async (former: Enrolment) => {
      const { trainee, customer, state } = former
      const restored = await rest.post<Enrolment>(pathOf(courseId), {
        traineeId: trainee.id,
        customerId: customer?.id ?? null,
        acceptWaitingList: state === 'waiting',
      })
      if (former.days.every((day) => day.attended === null) && former.passed === null) return restored
      await rest.post<Enrolled>(`${pathOf(courseId)}/marks/restoration`, {
        items: [marksOf({ ...former, id: restored.id })],
      })
      return restored
    },
    onSettled: refresh,
  })
}

interface Correction {
  enrolmentIds: string[]
  attended: boolean
  passed: boolean | null
}

/** Sets marks of a processed course anew; its certificates follow. */
export function useCorrect(courseId: string) {
  const client = useQueryClient()
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: (body: Correction) => rest.post<Enrolled>(`/api/v1/courses/${courseId}/corrections`, body),
    onSuccess: async () => {
      await Promise.all([refresh(), client.invalidateQueries({ queryKey: ['certificates'] })])
    },
  })
}

export function useTransfer(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: (body: { enrolmentIds: string[]; courseId: string; acceptWaitingList: boolean }) =>
      rest.post<Enrolled>(`${pathOf(courseId)}/transfers`, body),
    onSuccess: refresh,
  })
}

export function useGivePlace(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: ({ id, version }: Pick<Enrolment, 'id' | 'version'>) =>
      rest.patch<Enrolment>(`${pathOf(courseId)}/${id}`, version, { state: 'enrolled' }),
    onSettled: refresh,
  })
}

interface Link {
  enrolmentIds: string[]
  customerId: string | null
}

export function useLinkCustomer(courseId: string) {
  const refresh = useEnrolmentRefresh()
  return useAction({
    mutationFn: (link: Link) => rest.post<Enrolled>(`${pathOf(courseId)}/customers`, link),
    onSuccess: refresh,
  })
}

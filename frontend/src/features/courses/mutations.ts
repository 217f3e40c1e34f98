import { useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'
import type { CourseBody } from './form/body'
import type { CourseDetail, CourseDocument, SavedView } from './types'

const COURSES = '/api/v1/courses'

interface Deliberate {
  /** Books although the instructor is busy: only after the user said so in a second step. */
  acceptDoubleBooking: boolean
}

function useCourseRefresh() {
  const client = useQueryClient()
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['courses'] }),
      client.invalidateQueries({ queryKey: ['dashboard'] }),
      client.invalidateQueries({ queryKey: ['course-types'] }),
    ])
  }
}

export function useBookCourse() {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: (body: CourseBody & Deliberate) => rest.post<CourseDetail>(COURSES, body),
    onSuccess: () => void refresh(),
  })
}

interface Change {
  course: { id: string; version: number }
  body: Partial<CourseBody> & Deliberate
}

export function useChangeCourse() {
  const client = useQueryClient()
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: ({ course, body }: Change) =>
      rest.patch<CourseDetail>(`${COURSES}/${course.id}`, course.version, body),
    onSuccess: (course) => {
      client.setQueryData(['courses', 'detail', course.id], course)
      void refresh()
    },
  })
}

export function useCancelCourse() {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: ({ id, tellInvited }: { id: string; tellInvited: boolean }) =>
      rest.post<CourseDetail>(`${COURSES}/${id}/cancellation`, { tellInvited }),
    onSuccess: refresh,
  })
}

interface Move extends Deliberate {
  firstDay: string
  tellInvited: boolean
}

export function useMoveCourse(courseId: string) {
  const client = useQueryClient()
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: (body: Move) => rest.post<CourseDetail>(`${COURSES}/${courseId}/move`, body),
    onSuccess: (course) => {
      client.setQueryData(['courses', 'detail', course.id], course)
      void refresh()
    },
  })
}

/** What became of one of several courses that were to move. */
export type MoveOutcome = { moved: CourseDetail } | { refused: unknown }

interface MoveMany extends Deliberate {
  ids: readonly string[]
  byDays: number
  tellInvited: boolean
  /** Called after each of them. */
  onOutcome: (id: string, outcome: MoveOutcome) => void
}

/** One course after the other, each a transaction of its own: a refusal of one leaves the others moved. */
export function useMoveCourses() {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: async ({ ids, onOutcome, ...body }: MoveMany) => {
      const outcomes: MoveOutcome[] = []
      for (const id of ids) {
        const outcome = await rest.post<CourseDetail>(`${COURSES}/${id}/move`, body).then(
          (moved): MoveOutcome => ({ moved }),
          (refused: unknown): MoveOutcome => ({ refused }),
        )
        onOutcome(id, outcome)
        outcomes.push(outcome)
      }
      return outcomes
    },
    onSettled: () => void refresh(),
  })
}

interface Copies extends Deliberate {
  firstDays: string[]
  withInstructors: boolean
}

export function useCopyCourse(courseId: string) {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: (body: Copies) => rest.post<Schemas['CopiesView']>(`${COURSES}/${courseId}/copies`, body),
    onSuccess: () => void refresh(),
  })
}

export function useCancelCourses() {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: (body: { courseIds: readonly string[]; tellInvited: boolean }) =>
      rest.post<Schemas['CancellationsView']>('/api/v1/course-cancellations', body),
    onSuccess: () => void refresh(),
  })
}

export function useSaveView() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (body: { name: string; filters: Record<string, string>; shared: boolean }) =>
      rest.post<SavedView>('/api/v1/saved-views', { list: 'courses', ...body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['saved-views'] }),
  })
}

export function useRemoveView() {
  const client = useQueryClient()
  return useAction({
    mutationFn: (id: string) => rest.delete(`/api/v1/saved-views/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['saved-views'] }),
  })
}

export function useAddFile(courseId: string) {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: ({ file, documentId }: { file: File; documentId?: string }) => {
      const form = new FormData()
      form.append('file', file)
      if (documentId) form.append('documentId', documentId)
      return rest.upload<CourseDocument>(`${COURSES}/${courseId}/documents`, form)
    },
    onSuccess: refresh,
  })
}

export function useRemoveFile(courseId: string) {
  const refresh = useCourseRefresh()
  return useAction({
    mutationFn: (documentId: string) => rest.delete(`${COURSES}/${courseId}/documents/${documentId}`),
    onSuccess: refresh,
  })
}

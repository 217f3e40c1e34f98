import { queryOptions } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { type Listing, listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import type { Conflict } from '@/forms/booking-conflicts'
import type { CourseQuery } from './list/search'
import type {
  Code95,
  CourseDay,
  CourseDetail,
  CourseKind,
  CourseRow,
  CourseType,
  InstructorChoice,
  LocationChoice,
  Person,
  SavedView,
  SharedCourse,
} from './types'

const COURSES = '/api/v1/courses'

export function courseList(search: CourseQuery) {
  return listing(['courses', 'list', search], (cursor) =>
    rest.get<Listing<CourseRow>>(COURSES, { ...search, cursor }),
  )
}

export function sharedCourses(search: Record<string, string | undefined>) {
  return listing(['courses', 'shared', search], (cursor) =>
    rest.get<Listing<SharedCourse>>('/api/v1/shared-courses', { ...search, cursor }),
  )
}

/** Filters of the list that this user or a colleague keeps under a name. */
export const savedViews = queryOptions({
  queryKey: ['saved-views', 'courses'],
  queryFn: async () => (await rest.get<Listing<SavedView>>('/api/v1/saved-views', { list: 'courses' })).items,
})

export function courseDetail(id: string) {
  return queryOptions({
    queryKey: ['courses', 'detail', id],
    queryFn: () => rest.get<CourseDetail>(`${COURSES}/${id}`),
  })
}

/** Hours and deadlines of a code 95 course. */
export function courseCode95(id: string) {
  return queryOptions({
    queryKey: ['courses', 'code95', id],
    queryFn: () => rest.get<Code95>(`${COURSES}/${id}/code95`),
  })
}

/** What can be chosen is looked up again only now and then while the user types. */
const LOOKUP_MS = 60_000

export function courseTypes(kind: CourseKind, q: string) {
  return queryOptions({
    queryKey: ['course-types', kind, q],
    queryFn: () => rest.get<Listing<CourseType>>('/api/v1/course-types', { kind, q }),
    staleTime: LOOKUP_MS,
  })
}

interface InstructorSearch {
  q: string
  courseTypeId?: string
  kind?: Person['kind']
  days?: string[]
}

/** Who can be chosen to teach, and who of them is busy on those days. */
export function instructorChoices({ q, courseTypeId, kind, days = [] }: InstructorSearch) {
  return queryOptions({
    queryKey: ['instructors', 'choices', q, courseTypeId, kind, days],
    queryFn: () =>
      rest.get<Listing<InstructorChoice>>('/api/v1/instructors', {
        q,
        courseTypeId,
        kind,
        day: days,
        limit: 20,
      }),
    staleTime: LOOKUP_MS,
  })
}

export function locationChoices() {
  return queryOptions({
    queryKey: ['locations', 'choices'],
    queryFn: () => rest.get<Listing<LocationChoice>>('/api/v1/locations'),
    staleTime: LOOKUP_MS,
  })
}

export function customerChoices() {
  return queryOptions({
    queryKey: ['customers', 'choices'],
    queryFn: () => rest.get<Listing<{ id: string; name: string }>>('/api/v1/customers', { limit: 200 }),
    staleTime: LOOKUP_MS,
  })
}

type DatePlan = Schemas['DatePlanView']

/** What other dates of a course would mean: its days, and who is busy (R-CRS-10). Nothing is booked by asking. */
export function datePlan(courseId: string, asked: Schemas['DatePlanInput']) {
  return queryOptions({
    queryKey: ['courses', 'dates', courseId, asked],
    queryFn: () => rest.post<DatePlan>(`${COURSES}/${courseId}/date-plans`, asked),
    retry: false,
  })
}

/** Where an instructor is booked on these days already, by anybody (R-CRS-05). */
export function instructorConflicts(person: Person, days: CourseDay[], exceptCourseId: string | undefined) {
  const instructor = `${person.kind}:${person.id}`
  const moments = days.map((day) => `${day.date}/${day.starts}/${day.ends}`)
  return queryOptions({
    queryKey: ['instructor-conflicts', instructor, moments, exceptCourseId],
    queryFn: () =>
      rest.get<{ conflicts: Conflict[] }>('/api/v1/instructor-conflicts', {
        instructor,
        day: moments,
        exceptCourseId,
      }),
  })
}

import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ListTable } from '@/tables/list-table'
import { useGo } from '@/ui/links'
import { courseList } from '../queries'
import type { CourseRow } from '../types'
import { courseColumns } from './course-columns'

const idOf = (course: CourseRow) => course.id
const nameOf = (course: CourseRow) => `${course.typeName} (#${course.number})`

/** The courses to which a customer sent people, the latest first (R-CUS-01). */
export function CustomerCourses({ customerId }: { customerId: string }) {
  const t = useT()
  const go = useGo()
  const list = useListing(courseList({ customerId, sort: '-firstDay' }))
  const columns = useMemo(() => courseColumns(t).map(({ sort: _sort, ...column }) => column), [t])
  return (
    <ListTable
      label={t('courses.list.label')}
      list={list}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      onOpen={(course) => void go(paths.course(course.id))}
      empty={<p>{t('people.noCoursesOfCustomer')}</p>}
    />
  )
}

import { Button } from '@mantine/core'
import { lazy, useCallback, useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useT, useToday } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ColumnsMenu } from '@/tables/columns-menu'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { useColumnChoice } from '@/tables/use-column-choice'
import { useSelection } from '@/tables/use-selection'
import { EmptyState } from '@/ui/empty-state'
import { LazyPart } from '@/ui/lazy-part'
import { LinkButton, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { CancelMany } from '../list/cancel-many'
import { courseColumns } from '../list/course-columns'
import { CourseFilters } from '../list/course-filters'
import { ExportMenu } from '../list/export-menu'
import { NewCourseButton } from '../list/new-course-button'
import { isFiltered, readCourseSearch, toQuery } from '../list/search'
import { ViewsMenu } from '../list/views-menu'
import { MakeLists } from '../lists/make-lists'
import { courseList } from '../queries'
import type { CourseRow } from '../types'

const MoveMany = lazy(() => import('../dates/move-many').then((module) => ({ default: module.MoveMany })))

const CoursePreview = lazy(() =>
  import('../preview/course-preview').then((module) => ({ default: module.CoursePreview })),
)
const readPreview = (search: SearchRecord) => search.preview

const idOf = (course: CourseRow) => course.id
const nameOf = (course: CourseRow) => `${course.typeName} (#${course.number})`

/** The list of courses (R-CRS-07); its filters live in the address. */
export function CoursesPage() {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const [search, change] = useUrlState(readCourseSearch)
  const query = toQuery(search, useToday())
  const list = useListing(courseList(query))
  const selection = useSelection()
  const tickedRows = (list.rows ?? []).filter(({ id }) => selection.ids.has(id))
  const ticked = tickedRows.map(idOf)
  const [moving, setMoving] = useState<readonly CourseRow[]>([])
  const [moveOpened, setMoveOpened] = useState(false)
  const [previewed, changePreview] = useUrlState(readPreview)
  const preview = useCallback(({ id }: CourseRow) => changePreview({ preview: id }), [changePreview])
  const choice = useColumnChoice(
    'courses',
    useMemo(() => courseColumns(t, preview), [t, preview]),
  )
  const filtered = isFiltered(search)

  function askToMove() {
    setMoving(tickedRows)
    setMoveOpened(true)
  }

  return (
    <>
      <PageHeader
        title={t('courses.title')}
        actions={
          <>
            <LinkButton to={paths.coursesShared()} variant="subtle">
              {t('courses.shared.title')}
            </LinkButton>
            <ViewsMenu search={search} />
            <ColumnsMenu choice={choice} />
            <ExportMenu query={query} />
            <NewCourseButton />
          </>
        }
      />
      <CourseFilters search={search} onChange={change} />
      <LazyPart wanted={moveOpened}>
        <MoveMany courses={moving} opened={moveOpened} onClose={() => setMoveOpened(false)} />
      </LazyPart>
      <LazyPart wanted={previewed !== undefined}>
        <CoursePreview courseId={previewed} onClose={() => changePreview({ preview: undefined })} />
      </LazyPart>
      <ListTable
        label={t('courses.list.label')}
        list={list}
        columns={choice.shown}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(course) => void go(paths.course(course.id))}
        onPreview={preview}
        selection={selection}
        bulkActions={
          <>
            <ExportMenu query={{ sort: query.sort, id: ticked }} compact />
            <MakeLists courseIds={ticked} />
            {can('courses:write') ? (
              <>
                <Button variant="default" size="compact-sm" onClick={askToMove}>
                  {t('courseDates.moveMany.button')}
                </Button>
                <CancelMany courseIds={ticked} onDone={selection.clear} />
              </>
            ) : null}
          </>
        }
        sort={query.sort}
        onSort={(sort) => change({ sort })}
        empty={
          <EmptyState icon="calendar" title={filtered ? t('common.list.noMatch') : t('courses.empty')}>
            {filtered ? (
              <Button variant="default" onClick={() => void go(paths.courses())}>
                {t('common.list.clearFilters')}
              </Button>
            ) : (
              <NewCourseButton />
            )}
          </EmptyState>
        }
      />
    </>
  )
}

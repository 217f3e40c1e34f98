import { useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useFormat, useT } from '@/i18n/use-t'
import { ListTable } from '@/tables/list-table'
import { useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'
import { instructorColumns } from '../columns'
import { ContactDialog } from '../contact-dialog'
import { InstructorFilters } from '../instructor-filters'
import { type Instructor, instructorListing } from '../queries'
import { isFiltered, readInstructorSearch } from '../search'

const idOf = (row: Instructor) => row.id
const nameOf = (row: Instructor) => row.name

/** Everybody who can teach, to search and to write to (R-INS-02). */
export function InstructorsPage() {
  const t = useT()
  const format = useFormat()
  const mayWrite = useCan()('instructors:write')
  const [search, change] = useUrlState(readInstructorSearch)
  const list = useListing(instructorListing(search))
  const [writingTo, setWritingTo] = useState<Instructor | null>(null)
  const columns = useMemo(
    () => instructorColumns(t, format, search.day, mayWrite ? setWritingTo : undefined),
    [t, format, search.day, mayWrite],
  )
  return (
    <>
      <PageHeader title={t('instructors.title')} facts={<span>{t('instructors.lead')}</span>} />
      <InstructorFilters search={search} onChange={change} />
      <ListTable
        label={t('instructors.title')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        empty={
          isFiltered(search) ? (
            <EmptyState icon="search" title={t('common.list.noMatch')} />
          ) : (
            <EmptyState icon="instructor" title={t('instructors.empty')} text={t('instructors.emptyText')} />
          )
        }
      />
      <ContactDialog instructor={writingTo} onClose={() => setWritingTo(null)} />
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { oneOf, type SearchRecord, useUrlState } from '@/tables/url-state'
import { PageHeader } from '@/ui/page-header'
import { FormSkeleton } from '@/ui/skeletons'
import { MailingForm } from '../mailing-form'
import { courseQuery } from '../queries'

function readSearch(search: SearchRecord) {
  return {
    audience: oneOf(search.audience, ['trainees', 'instructor']) ?? ('trainees' as const),
    selected: (search.ids ?? '').split(',').filter(Boolean),
  }
}

/** The dialog "Verzend uitnodigingen" (R-INV-03), on a page of its own. */
export function InvitePage() {
  const t = useT()
  const format = useFormat()
  const { courseId } = useParams({ strict: false }) as { courseId: string }
  const [{ audience, selected }] = useUrlState(readSearch)
  const query = useQuery(courseQuery(courseId))
  return (
    <QueryView query={query} skeleton={<FormSkeleton />}>
      {(course) => (
        <>
          <PageHeader
            title={t(audience === 'instructor' ? 'mailings.titleInstructor' : 'mailings.title')}
            back={{ label: `#${course.number} ${course.typeName}`, to: paths.course(course.id) }}
            facts={
              <span>
                {course.typeName}, {format.longDate(course.firstDay)}
              </span>
            }
          />
          <MailingForm key={audience} courseId={course.id} audience={audience} selected={selected} />
        </>
      )}
    </QueryView>
  )
}

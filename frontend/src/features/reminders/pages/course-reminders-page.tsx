import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { FormSkeleton } from '@/ui/skeletons'
import { CourseReminderForm } from '../course-reminder-form'
import { courseRemindersQuery } from '../queries'
import { ReminderHeader } from '../reminder-header'

/** Cursusherinneringen (S17). */
export function CourseRemindersPage() {
  const t = useT()
  // Read once per visit: what others change meanwhile is told when saving, and never overwrites what is typed.
  const query = useQuery({ ...courseRemindersQuery, staleTime: Number.POSITIVE_INFINITY })
  return (
    <>
      <ReminderHeader title={t('settings.page.course-reminders')} lead={t('reminders.course.lead1')} />
      <QueryView query={query} skeleton={<FormSkeleton />}>
        {(found) => <CourseReminderForm found={found} />}
      </QueryView>
    </>
  )
}

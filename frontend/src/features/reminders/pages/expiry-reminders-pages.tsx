import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { FormSkeleton } from '@/ui/skeletons'
import { ExpiryReminderForm } from '../expiry-reminder-form'
import { type ExpiryResource, expiryRemindersQuery } from '../queries'
import { ReminderHeader } from '../reminder-header'

/** Cursistherinneringen (S16). */
export function TraineeRemindersPage() {
  return <ExpiryRemindersPage resource="trainee-reminders" />
}

/** Klantherinneringen (S18). */
export function CustomerRemindersPage() {
  return <ExpiryRemindersPage resource="customer-reminders" />
}

function ExpiryRemindersPage({ resource }: { resource: ExpiryResource }) {
  const t = useT()
  // Read once per visit: what others change meanwhile is told when saving, and never overwrites what is typed.
  const query = useQuery({ ...expiryRemindersQuery(resource), staleTime: Number.POSITIVE_INFINITY })
  return (
    <>
      <ReminderHeader title={t(`settings.page.${resource}`)} lead={t(`reminders.${resource}.lead`)} />
      <QueryView query={query} skeleton={<FormSkeleton />}>
        {(found) => <ExpiryReminderForm resource={resource} found={found} />}
      </QueryView>
    </>
  )
}

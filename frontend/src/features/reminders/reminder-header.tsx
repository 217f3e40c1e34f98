import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { PageHeader } from '@/ui/page-header'

/** The head of a page of reminders: what they do, and for whom the page cannot be changed. */
export function ReminderHeader({ title, lead }: { title: string; lead: string }) {
  const t = useT()
  const can = useCan()
  return (
    <PageHeader title={title} facts={<span>{can('settings:write') ? lead : t('settings.readOnly')}</span>} />
  )
}

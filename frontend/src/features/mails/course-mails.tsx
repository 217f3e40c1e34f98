import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'
import { MailList } from './mail-list'

/** The mails that went out about one course. */
export function CourseMails({ courseId }: { courseId: string }) {
  const t = useT()
  return (
    <MailList
      filters={{ courseId }}
      empty={<EmptyState icon="mail" title={t('mails.empty')} text={t('mails.emptyText')} />}
    />
  )
}

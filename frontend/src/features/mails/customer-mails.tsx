import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'
import { MailList } from './mail-list'

/** The mails that went to a customer's contact persons. */
export function CustomerMails({ customerId }: { customerId: string }) {
  const t = useT()
  return (
    <MailList
      filters={{ customerId }}
      empty={<EmptyState icon="mail" title={t('mails.empty')} text={t('mails.emptyOfCustomer')} />}
    />
  )
}

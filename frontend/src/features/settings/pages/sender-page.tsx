import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { AddressCard } from '../sender/address-card'
import { senderQuery } from '../sender/queries'
import { RecordsCard } from '../sender/records-card'
import classes from '../sender/sender.module.css'
import { StateNotice } from '../sender/state-notice'

/** Sending from an address of the provider's own domain (R-MAIL-03). */
export function SenderPage() {
  const t = useT()
  const can = useCan()
  return (
    <>
      <PageHeader
        title={t('settings.page.sender')}
        facts={can('settings:write') ? null : <span>{t('settings.readOnly')}</span>}
      />
      <QueryView query={useQuery(senderQuery)}>
        {(sender) => (
          <>
            <div className={classes.state}>
              <StateNotice sender={sender} />
            </div>
            <AddressCard sender={sender} />
            {sender.records.length > 0 ? <RecordsCard sender={sender} /> : null}
          </>
        )}
      </QueryView>
    </>
  )
}

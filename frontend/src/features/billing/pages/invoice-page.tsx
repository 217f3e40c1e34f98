import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { Amounts } from '../amounts'
import { InvoiceFiles } from '../invoice-files'
import { PayCard } from '../pay-card'
import { invoiceQuery } from '../queries'
import { Reckoning } from '../reckoning'

/** One invoice, with the reckoning that its amounts follow from (R-BIL-08). */
export function InvoicePage() {
  const t = useT()
  const format = useFormat()
  const { invoiceId } = useParams({ strict: false }) as { invoiceId: string }
  const query = useQuery(invoiceQuery(invoiceId))
  return (
    <QueryView query={query}>
      {(invoice) => (
        <>
          <PageHeader
            title={`${t(`billing.kind.${invoice.kind}`)} ${invoice.number}`}
            back={{ label: t('settings.page.invoices'), to: paths.settingsPage('invoices') }}
            facts={
              <>
                <StatusBadge status={`invoice_${invoice.state}`} />
                <span>
                  {t('billing.month', {
                    from: format.day(invoice.periodFrom),
                    through: format.day(invoice.periodThrough),
                  })}
                </span>
                {invoice.kind === 'invoice' ? (
                  <span>{t('billing.dueOn', { day: format.day(invoice.dueOn) })}</span>
                ) : null}
              </>
            }
            actions={<InvoiceFiles id={invoice.id} number={invoice.number} />}
          />
          <SectionCard title={t('billing.amounts')}>
            <Amounts
              label={t('billing.amounts')}
              lines={invoice.lines}
              net={invoice.net}
              vat={invoice.vat}
              gross={invoice.gross}
              vatPercent={invoice.vatPercent}
            />
          </SectionCard>
          <PayCard invoice={invoice} />
          {invoice.why ? (
            <SectionCard title={t('billing.why')}>
              <Reckoning why={invoice.why} />
              {invoice.isCibotInstitute ? <p>{t('billing.institute')}</p> : null}
            </SectionCard>
          ) : null}
        </>
      )}
    </QueryView>
  )
}

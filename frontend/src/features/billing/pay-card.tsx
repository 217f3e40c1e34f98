import { Button } from '@mantine/core'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { PaymentRows } from '@/tables/payment-rows'
import { Notice } from '@/ui/notice'
import { SectionCard } from '@/ui/section-card'
import { type Invoice, usePayNow } from './queries'

/** What is still to be paid and what came in. The invoice is paid once the payment service told us, not by coming back here. */
export function PayCard({ invoice }: { invoice: Invoice }) {
  const t = useT()
  const format = useFormat()
  const online = invoice.onlinePayment
  if (!online && invoice.payments.length === 0) return null
  return (
    <SectionCard title={t('billing.paying')}>
      {online ? (
        <p>{t('billing.outstanding', { amount: format.money(invoice.outstanding.amount) })}</p>
      ) : null}
      {online === 'underway' ? <Notice tone="info">{t('billing.underway')}</Notice> : null}
      {online === 'begun' ? <Notice tone="info">{t('billing.begun')}</Notice> : null}
      {online === 'possible' || online === 'begun' ? <PayButton id={invoice.id} /> : null}
      {invoice.payments.length > 0 ? <PaymentRows payments={invoice.payments} /> : null}
    </SectionCard>
  )
}

function PayButton({ id }: { id: string }) {
  const t = useT()
  const pay = usePayNow(id)
  return (
    <Button
      loading={pay.isPending || pay.isSuccess}
      onClick={() =>
        pay.mutate(undefined, {
          onSuccess: (begun) => window.location.assign(begun.checkoutUrl),
          onError: toastError,
        })
      }
    >
      {t('billing.payNow')}
    </Button>
  )
}

import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { PaymentRows } from '@/tables/payment-rows'
import { QueryView } from '@/tables/query-view'
import { type OperatorInvoice, paymentsQuery } from './queries'

interface Props {
  invoice: OperatorInvoice
  opened: boolean
  onClose: () => void
}

/** What came in for an invoice and went back, and by which means. */
export function PaymentsDialog({ invoice, opened, onClose }: Props) {
  const t = useT()
  const query = useQuery({ ...paymentsQuery(invoice), enabled: opened })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`${t('billing.payments')}: ${invoice.number}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <QueryView query={query}>
        {(payments) =>
          payments.length > 0 ? <PaymentRows payments={payments} /> : <p>{t('operator.noPayments')}</p>
        }
      </QueryView>
    </Modal>
  )
}

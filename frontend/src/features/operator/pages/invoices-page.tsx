import { Button, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import { rest } from '@/api/client'
import { useListing } from '@/api/listing'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT, useToday } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { PaymentDialog } from '../payment-dialog'
import { PaymentsDialog } from '../payments-dialog'
import { invoiceListing, type OperatorInvoice, useCredit } from '../queries'

const idOf = (row: OperatorInvoice) => row.id
const nameOf = (row: OperatorInvoice) => row.number

/** The invoices of all providers: what was paid, crediting, and the year for bookkeeping (R-BIL-07). */
export function OperatorInvoicesPage() {
  const t = useT()
  const format = useFormat()
  const year = useToday().slice(0, 4)
  const list = useListing(invoiceListing)
  const columns = useMemo<Column<OperatorInvoice>[]>(
    () => [
      {
        id: 'number',
        header: t('billing.number'),
        card: 'title',
        cell: (row) => `${t(`billing.kind.${row.kind}`)} ${row.number}`,
      },
      { id: 'provider', header: t('dashboard.provider'), cell: (row) => row.providerName },
      { id: 'issued', header: t('billing.issuedOn'), cell: (row) => format.day(row.issuedOn) },
      {
        id: 'gross',
        header: t('billing.gross'),
        align: 'right',
        cell: (row) => format.money(row.gross.amount),
      },
      {
        id: 'paid',
        header: t('operator.paid'),
        align: 'right',
        cell: (row) => <Paid invoice={row} />,
      },
      {
        id: 'state',
        header: t('billing.state'),
        cell: (row) => <StatusBadge status={`invoice_${row.state}`} />,
      },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        cell: (row) => <Actions invoice={row} />,
      },
    ],
    [t, format],
  )
  return (
    <>
      <PageHeader
        title={t('operator.invoices')}
        actions={
          <>
            <Button
              variant="default"
              onClick={() => rest.download('/api/v1/operator/invoices/export', { year }).catch(toastError)}
            >
              {t('operator.export', { year })}
            </Button>
            <Button
              variant="default"
              onClick={() =>
                rest.download('/api/v1/operator/invoices/ubl-archive', { year }).catch(toastError)
              }
            >
              {t('operator.exportUbl', { year })}
            </Button>
          </>
        }
      />
      <ListTable
        label={t('operator.invoices')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        empty={<EmptyState icon="box" title={t('billing.noInvoices')} text={t('operator.noInvoicesText')} />}
      />
    </>
  )
}

/** What came in; pressed it tells by which means. */
function Paid({ invoice }: { invoice: OperatorInvoice }) {
  const t = useT()
  const amount = useFormat().money(invoice.paid.amount)
  const [open, setOpen] = useState(false)
  if (invoice.kind === 'credit_note') return amount
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`${amount}, ${t('billing.payments')}: ${invoice.number}`}
        onClick={() => setOpen(true)}
      >
        {amount}
      </Button>
      <PaymentsDialog invoice={invoice} opened={open} onClose={() => setOpen(false)} />
    </>
  )
}

function Actions({ invoice }: { invoice: OperatorInvoice }) {
  const t = useT()
  const credit = useCredit(invoice)
  const [open, setOpen] = useState<'payment' | 'credit' | null>(null)
  const close = () => setOpen(null)
  const path = `/api/v1/operator/providers/${invoice.providerId}/invoices/${invoice.id}/pdf`
  const mayChange = invoice.state === 'open' || invoice.state === 'overdue'
  const named = (label: string) => `${label}: ${invoice.number}`
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={named(t('billing.pdf'))}
        onClick={() => rest.download(path).catch(toastError)}
      >
        {t('billing.pdf')}
      </Button>
      {mayChange ? (
        <>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={named(t('operator.pay'))}
            onClick={() => setOpen('payment')}
          >
            {t('operator.pay')}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={named(t('operator.credit'))}
            onClick={() => setOpen('credit')}
          >
            {t('operator.credit')}
          </Button>
        </>
      ) : null}
      <PaymentDialog invoice={invoice} opened={open === 'payment'} onClose={close} />
      <ConfirmDialog
        opened={open === 'credit'}
        title={named(t('operator.credit'))}
        confirmLabel={t('operator.credit')}
        danger
        loading={credit.isPending}
        onCancel={close}
        onConfirm={() =>
          credit.mutate(undefined, {
            onSuccess: () => {
              close()
              toast({ message: t('operator.credited') })
            },
            onError: toastError,
          })
        }
      >
        {t('operator.creditText', { provider: invoice.providerName })}
      </ConfirmDialog>
    </Group>
  )
}

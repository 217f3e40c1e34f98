import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { AppLink, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import { InvoiceFiles } from '../invoice-files'
import { type InvoiceRow, invoiceListing } from '../queries'

const idOf = (row: InvoiceRow) => row.id
const nameOf = (row: InvoiceRow) => row.number

/** Every invoice and credit note, with its state and its files (R-BIL-07). */
export function InvoicesPage() {
  const t = useT()
  const format = useFormat()
  const go = useGo()
  const list = useListing(invoiceListing)
  const columns = useMemo<Column<InvoiceRow>[]>(
    () => [
      {
        id: 'number',
        header: t('billing.number'),
        card: 'title',
        cell: (row) => (
          <AppLink to={paths.invoice(row.id)}>
            {t(`billing.kind.${row.kind}`)} {row.number}
          </AppLink>
        ),
      },
      {
        id: 'period',
        header: t('billing.period'),
        cell: (row) => `${format.day(row.periodFrom)} - ${format.day(row.periodThrough)}`,
      },
      { id: 'issued', header: t('billing.issuedOn'), cell: (row) => format.day(row.issuedOn) },
      {
        id: 'gross',
        header: t('billing.gross'),
        align: 'right',
        cell: (row) => format.money(row.gross.amount),
      },
      {
        id: 'state',
        header: t('billing.state'),
        cell: (row) => <StatusBadge status={`invoice_${row.state}`} />,
      },
      {
        id: 'files',
        header: t('billing.files'),
        cell: (row) => <InvoiceFiles id={row.id} number={row.number} />,
      },
    ],
    [t, format],
  )
  return (
    <>
      <PageHeader title={t('settings.page.invoices')} facts={<span>{t('billing.invoicesLead')}</span>} />
      <ListTable
        label={t('settings.page.invoices')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.invoice(row.id))}
        empty={<EmptyState icon="box" title={t('billing.noInvoices')} text={t('billing.noInvoicesText')} />}
      />
    </>
  )
}

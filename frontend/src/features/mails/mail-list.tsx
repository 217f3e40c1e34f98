import { type ReactNode, useMemo } from 'react'
import { useListing } from '@/api/listing'
import { translateIfKnown, useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { AppLink, useGo } from '@/ui/links'
import { MailStatus } from './mail-status'
import { type MailFilters, type MailRow, mailListing } from './queries'
import { recipientText } from './recipient'

const idOf = (row: MailRow) => row.id
const nameOf = (row: MailRow) => row.subject

export function kindText(kind: string): string {
  return translateIfKnown(`mails.kinds.${kind}`) ?? kind
}

export function MailList({ filters, empty }: { filters: MailFilters; empty: ReactNode }) {
  const t = useT()
  const go = useGo()
  const format = useFormat()
  const list = useListing(mailListing(filters))
  const columns = useMemo<Column<MailRow>[]>(
    () => [
      {
        id: 'subject',
        header: t('mails.subject'),
        card: 'title',
        cell: (row) => <AppLink to={paths.mail(row.id)}>{row.subject}</AppLink>,
      },
      {
        id: 'recipient',
        header: t('mails.recipient'),
        cell: (row) => recipientText(row),
      },
      { id: 'kind', header: t('mails.kind'), cell: (row) => kindText(row.kind) },
      { id: 'state', header: t('mails.state'), cell: (row) => <MailStatus mail={row} /> },
      { id: 'when', header: t('mails.when'), cell: (row) => format.instant(row.sentAt ?? row.createdAt) },
    ],
    [t, format],
  )
  return (
    <ListTable
      label={t('mails.title')}
      list={list}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      onOpen={(row) => void go(paths.mail(row.id))}
      empty={empty}
    />
  )
}

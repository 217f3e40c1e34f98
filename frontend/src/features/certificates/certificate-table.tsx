import { Button } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { ListTable } from '@/tables/list-table'
import { useSelection } from '@/tables/use-selection'
import { toast } from '@/ui/toast'
import { certificateColumns, type Omitted } from './columns'
import { useArchive } from './mutations'
import { type CertificateFilters, certificateList } from './queries'
import { SendDialog } from './send-dialog'
import type { Certificate, Chosen } from './types'

const idOf = (row: Certificate) => row.id
const nameOf = (row: Certificate) => `${row.holderName} ${row.number}`
const NOTHING: Omitted[] = []

interface Props {
  filters: CertificateFilters
  /** What the place says already. */
  omit?: Omitted[]
  onSort?: (sort: string) => void
  empty: ReactNode
}

/** Certificates with what can be done to one, or to all that are ticked. */
export function CertificateTable({ filters, omit = NOTHING, onSort, empty }: Props) {
  const t = useT()
  const can = useCan()
  const list = useListing(certificateList(filters))
  const selection = useSelection()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const archive = useArchiveOf()
  const columns = useMemo(
    () => certificateColumns(t, omit, ({ id }) => setChosen({ certificateIds: [id] })),
    [t, omit],
  )
  const ticked = (list.rows ?? []).filter((row) => selection.ids.has(row.id))
  const printable = ticked.filter((row) => row.allowedActions.includes('download')).map(idOf)

  return (
    <>
      <ListTable
        label={t('certificates.label')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        sort={filters.sort}
        onSort={onSort}
        selection={selection}
        bulkActions={
          printable.length > 0 ? (
            <>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => archive({ certificateIds: printable })}
              >
                {t('certificates.actions.downloadSelected')}
              </Button>
              {can('certificates:write') ? (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => setChosen({ certificateIds: printable })}
                >
                  {t('certificates.actions.sendSelected')}
                </Button>
              ) : null}
            </>
          ) : null
        }
        empty={empty}
      />
      {chosen ? (
        <SendDialog chosen={chosen} opened onClose={() => setChosen(null)} onSent={selection.clear} />
      ) : null}
    </>
  )
}

/** Has a zip made, and says where it will be found. */
export function useArchiveOf() {
  const t = useT()
  const { mutate } = useArchive()
  return (chosen: Chosen) =>
    mutate(chosen, {
      onSuccess: () => toast({ message: t('certificates.archive.started'), tone: 'info' }),
      onError: toastError,
    })
}

import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { PageHeader } from '@/ui/page-header'
import { toast } from '@/ui/toast'
import { ExternalDialog } from '../externals/external-dialog'
import { MergeTwin } from '../externals/merge-twin'
import { type ExternalInstructor, externalListing, useArchiveExternal } from '../externals/queries'
import { RowActions } from '../row-actions'
import { useEditing } from '../use-editing'

const idOf = (row: ExternalInstructor) => row.id
const nameOf = (row: ExternalInstructor) => row.name

/** The provider's own instructors for external courses (R-EXT-02). */
export function ExternalInstructorsPage() {
  const t = useT()
  const mayChange = useCan()('instructors:write')
  const list = useListing(externalListing)
  const { edit, ...editing } = useEditing<ExternalInstructor>()
  const columns = useMemo<Column<ExternalInstructor>[]>(
    () => [
      { id: 'name', header: t('settings.externals.name'), card: 'title', cell: (row) => row.name },
      { id: 'email', header: t('settings.externals.email'), cell: (row) => row.email },
      { id: 'phone', header: t('settings.externals.phone'), cell: (row) => row.phone },
      ...(mayChange
        ? [
            {
              id: 'twin',
              header: t('settings.externals.twin'),
              cell: (row: ExternalInstructor) => <MergeTwin instructor={row} />,
            },
            {
              id: 'actions',
              header: t('common.list.actions'),
              hideHeader: true,
              cell: (row: ExternalInstructor) => <Actions instructor={row} onEdit={() => edit(row)} />,
            },
          ]
        : []),
    ],
    [t, mayChange, edit],
  )
  const addButton = mayChange ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={editing.add}>
      {t('settings.externals.new')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title={t('settings.page.external-instructors')}
        facts={<span>{t('settings.externals.lead')}</span>}
        actions={addButton}
      />
      <ListTable
        label={t('settings.page.external-instructors')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={mayChange ? edit : undefined}
        empty={
          <EmptyState
            icon="instructor"
            title={t('settings.externals.empty')}
            text={t('settings.externals.emptyText')}
          >
            {addButton}
          </EmptyState>
        }
      />
      <ExternalDialog opened={editing.opened} existing={editing.existing} onClose={editing.close} />
    </>
  )
}

function Actions({ instructor, onEdit }: { instructor: ExternalInstructor; onEdit: () => void }) {
  const t = useT()
  const archive = useArchiveExternal()
  return (
    <RowActions
      name={instructor.name}
      onEdit={onEdit}
      removal={{
        title: t('settings.externals.archiveTitle', { name: instructor.name }),
        text: t('settings.externals.archiveText'),
        confirmLabel: t('settings.externals.archive'),
        pending: archive.isPending,
        error: archive.error,
        run: (close) =>
          archive.mutate(instructor.id, {
            onSuccess: () => {
              close()
              toast({ message: t('settings.externals.archived') })
            },
          }),
      }}
    />
  )
}

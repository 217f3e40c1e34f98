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
import { LocationDialog } from '../locations/location-dialog'
import { type Location, locationListing, useArchiveLocation } from '../locations/queries'
import { RowActions } from '../row-actions'
import { useEditing } from '../use-editing'

const idOf = (row: Location) => row.id
const nameOf = (row: Location) => row.name

/** Where the provider gives its courses: chosen from this list when a course is booked (R-CRS-01). */
export function LocationsPage() {
  const t = useT()
  const mayChange = useCan()('settings:write')
  const list = useListing(locationListing)
  const { edit, ...editing } = useEditing<Location>()
  const columns = useMemo<Column<Location>[]>(
    () => [
      { id: 'name', header: t('settings.locations.name'), card: 'title', cell: (row) => row.name },
      {
        id: 'address',
        header: t('settings.locations.address'),
        cell: (row) =>
          [row.address, [row.postcode, row.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
      },
      {
        id: 'capacity',
        header: t('settings.locations.capacity'),
        align: 'right',
        cell: (row) => row.capacity ?? '',
      },
      ...(mayChange
        ? [
            {
              id: 'actions',
              header: t('common.list.actions'),
              hideHeader: true,
              cell: (row: Location) => <Actions location={row} onEdit={() => edit(row)} />,
            },
          ]
        : []),
    ],
    [t, mayChange, edit],
  )
  const addButton = mayChange ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={editing.add}>
      {t('settings.locations.new')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title={t('settings.page.locations')}
        facts={mayChange ? null : <span>{t('settings.readOnly')}</span>}
        actions={addButton}
      />
      <ListTable
        label={t('settings.page.locations')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={mayChange ? edit : undefined}
        empty={
          <EmptyState
            icon="pin"
            title={t('settings.locations.empty')}
            text={t('settings.locations.emptyText')}
          >
            {addButton}
          </EmptyState>
        }
      />
      <LocationDialog opened={editing.opened} existing={editing.existing} onClose={editing.close} />
    </>
  )
}

function Actions({ location, onEdit }: { location: Location; onEdit: () => void }) {
  const t = useT()
  const archive = useArchiveLocation()
  return (
    <RowActions
      name={location.name}
      onEdit={onEdit}
      removal={{
        title: t('settings.locations.archiveTitle', { name: location.name }),
        text: t('settings.locations.archiveText'),
        confirmLabel: t('settings.locations.archive'),
        pending: archive.isPending,
        error: archive.error,
        run: (close) =>
          archive.mutate(location.id, {
            onSuccess: () => {
              close()
              toast({ message: t('settings.locations.archived') })
            },
          }),
      }}
    />
  )
}

import { ActionIcon, Button, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { FilterBar } from '@/tables/filter-bar'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import { InstructorDialog } from '../instructor-dialog'
import { QualificationsDialog } from '../qualifications-dialog'
import { type Registered, registerListing } from '../queries'

const idOf = (row: Registered) => row.id
const nameOf = (row: Registered) => row.name
const readSearch = ({ q = '' }: SearchRecord) => ({ q })

/** The operator's register of instructors (R-INS-01): who they are, and what they may teach until when. */
export function RegistryPage() {
  const t = useT()
  const [{ q }, change] = useUrlState(readSearch)
  const list = useListing(registerListing(q))
  const [edited, setEdited] = useState<Registered | 'new' | null>(null)
  const [qualifiedId, setQualifiedId] = useState<string | null>(null)
  const columns = useColumns(setEdited, (row) => setQualifiedId(row.id))
  const qualified = list.rows?.find((row) => row.id === qualifiedId) ?? null
  const addButton = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited('new')}>
      {t('registry.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('registry.title')} actions={addButton} />
      <FilterBar searchLabel={t('registry.search')} search={q} onSearch={(words) => change({ q: words })} />
      <ListTable
        label={t('registry.title')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={setEdited}
        empty={<EmptyState icon="instructor" title={t('registry.empty')} />}
      />
      <InstructorDialog
        opened={edited !== null}
        existing={edited === 'new' ? null : edited}
        onClose={() => setEdited(null)}
      />
      <QualificationsDialog instructor={qualified} onClose={() => setQualifiedId(null)} />
    </>
  )
}

function useColumns(onEdit: (row: Registered) => void, onQualify: (row: Registered) => void) {
  const t = useT()
  const format = useFormat()
  return useMemo<Column<Registered>[]>(
    () => [
      { id: 'name', header: t('registry.name'), card: 'title', cell: (row) => row.name },
      { id: 'city', header: t('registry.city'), cell: (row) => row.city },
      { id: 'email', header: t('registry.email'), cell: (row) => row.email },
      {
        id: 'qualifications',
        header: t('registry.qualifications'),
        width: '35%',
        cell: (row) =>
          row.qualifications
            .map(({ typeName, validTo }) => (validTo ? `${typeName} (${format.date(validTo)})` : typeName))
            .join(', '),
      },
      {
        id: 'state',
        header: t('registry.state'),
        cell: (row) => <StatusBadge status={row.suspendedAt ? 'inactive' : 'active'} />,
      },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        cell: (row) => (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button variant="default" size="compact-sm" onClick={() => onQualify(row)}>
              {t('registry.qualifications')}
            </Button>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('settings.editOne', { name: row.name })}
              onClick={() => onEdit(row)}
            >
              <Icon name="pencil" />
            </ActionIcon>
          </Group>
        ),
      },
    ],
    [t, format, onEdit, onQualify],
  )
}

import { Anchor, Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { errorText } from '@/api/error-text'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { EmptyState } from '@/ui/empty-state'
import { FileField } from '@/ui/file-field'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { type Material, materialPath, materialQuery, useAddMaterial, useWithdrawMaterial } from './queries'

const MAX_BYTES = 10_485_760
const idOf = (row: Material) => row.id
const nameOf = (row: Material) => row.name

/** The lesson material of a type: every file in every edition, and which of them goes along since when (R-INV-03). */
export function MaterialCard({ typeId }: { typeId: string }) {
  const t = useT()
  const query = useQuery(materialQuery(typeId))
  const add = useAddMaterial(typeId)
  const [asked, setAsked] = useState<Material | null>(null)
  const columns = useColumns(query.data ?? [], setAsked)
  const list = {
    rows: query.data,
    error: query.error,
    hasMore: false,
    loadingMore: false,
    loadMore: () => undefined,
    retry: () => void query.refetch(),
  }
  return (
    <SectionCard title={t('catalog.material')} lead={t('catalog.materialLead')} wide>
      <Stack>
        <FileField
          label={t('catalog.addMaterial')}
          description={t('catalog.addMaterialHint')}
          maxBytes={MAX_BYTES}
          chosen={null}
          loading={add.isPending}
          error={add.error ? errorText(add.error) : undefined}
          onChoose={(file) =>
            add.mutate(file, {
              onSuccess: ({ name, edition }) =>
                toast({ message: t('catalog.materialAdded', { name, edition }) }),
            })
          }
        />
        <ListTable
          label={t('catalog.material')}
          list={list}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          empty={
            <EmptyState icon="file" title={t('catalog.noMaterial')} text={t('catalog.noMaterialText')} />
          }
        />
      </Stack>
      <WithdrawDialog material={asked} onClose={() => setAsked(null)} />
    </SectionCard>
  )
}

/** The files come by name with the newest edition first, so that the first of a name is its last word. */
function useColumns(rows: readonly Material[], onWithdraw: (row: Material) => void) {
  const t = useT()
  const format = useFormat()
  return useMemo<Column<Material>[]>(() => {
    const newest = new Map([...rows].reverse().map(({ id, name }) => [name.toLowerCase(), id]))
    const isReplaced = (row: Material) => newest.get(row.name.toLowerCase()) !== row.id
    const until = (row: Material) =>
      row.withdrawnAt ? t('catalog.until', { when: format.instant(row.withdrawnAt) }) : undefined
    return [
      {
        id: 'name',
        header: t('catalog.file'),
        card: 'title',
        cell: (row) => (
          <Anchor
            inherit
            href={materialPath(row.id)}
            download
            aria-label={t('catalog.download', { name: row.name, edition: row.edition })}
          >
            {row.name}
          </Anchor>
        ),
      },
      { id: 'edition', header: t('catalog.edition'), cell: (row) => format.number(row.edition) },
      { id: 'since', header: t('catalog.since'), cell: (row) => format.instant(row.createdAt) },
      { id: 'size', header: t('catalog.size'), align: 'right', cell: (row) => format.bytes(row.size) },
      {
        id: 'state',
        header: t('catalog.state'),
        cell: (row) => {
          if (!row.withdrawnAt) return <StatusBadge status="goesAlong" />
          return <StatusBadge status={isReplaced(row) ? 'replaced' : 'withdrawn'} detail={until(row)} />
        },
      },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        cell: (row) =>
          row.withdrawnAt ? null : (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('catalog.withdrawOne', { name: row.name })}
              onClick={() => onWithdraw(row)}
            >
              {t('catalog.withdraw')}
            </Button>
          ),
      },
    ]
  }, [t, format, rows, onWithdraw])
}

function WithdrawDialog({ material, onClose }: { material: Material | null; onClose: () => void }) {
  const t = useT()
  const withdraw = useWithdrawMaterial()
  const name = material?.name ?? ''

  function confirm() {
    if (!material) return
    withdraw.mutate(material.id, {
      onSuccess: () => {
        onClose()
        toast({ message: t('catalog.withdrawn', { name }) })
      },
    })
  }

  return (
    <ConfirmDialog
      opened={material !== null}
      title={t('catalog.withdrawOne', { name })}
      confirmLabel={t('catalog.withdraw')}
      danger
      loading={withdraw.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {t('catalog.withdrawText')}
      <InlineError error={withdraw.error} />
    </ConfirmDialog>
  )
}

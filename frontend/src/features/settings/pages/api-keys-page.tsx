import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { KeyDialog } from '../keys/key-dialog'
import { type ApiKey, keyListing, useRevokeKey } from '../keys/queries'
import { Rights } from '../keys/rights'

const idOf = (row: ApiKey) => row.id
const nameOf = (row: ApiKey) => row.name

/** The keys with which other programs work for the provider (R-ACC-01). */
export function ApiKeysPage() {
  const t = useT()
  const format = useFormat()
  const mayChange = useCan()('api-keys:write')
  const list = useListing(keyListing)
  const [making, { open, close }] = useDisclosure(false)
  const columns = useMemo<Column<ApiKey>[]>(
    () => [
      { id: 'name', header: t('settings.keys.name'), card: 'title', cell: (row) => row.name },
      { id: 'prefix', header: t('settings.keys.prefix'), cell: (row) => <code>{row.prefix}</code> },
      { id: 'scopes', header: t('settings.keys.rights'), cell: (row) => <Rights scopes={row.scopes} /> },
      {
        id: 'used',
        header: t('settings.keys.lastUsed'),
        cell: (row) => (row.lastUsedAt ? format.instant(row.lastUsedAt) : t('settings.keys.never')),
      },
      {
        id: 'validity',
        header: t('settings.keys.validity'),
        cell: (row) => <Validity apiKey={row} />,
      },
      {
        id: 'actions',
        header: t('common.list.actions'),
        hideHeader: true,
        align: 'right',
        cell: (row) => (row.revokedAt || !mayChange ? null : <Revoke apiKey={row} />),
      },
    ],
    [t, format, mayChange],
  )
  const makeButton = mayChange ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={open}>
      {t('settings.keys.new')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title={t('settings.page.api-keys')}
        facts={<span>{t('settings.keys.lead')}</span>}
        actions={makeButton}
      />
      <ListTable
        label={t('settings.page.api-keys')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        empty={
          <EmptyState icon="key" title={t('settings.keys.empty')} text={t('settings.keys.lead')}>
            {makeButton}
          </EmptyState>
        }
      />
      <KeyDialog opened={making} onClose={close} />
    </>
  )
}

function Validity({ apiKey }: { apiKey: ApiKey }) {
  const t = useT()
  const format = useFormat()
  if (apiKey.revokedAt) return <StatusBadge status="withdrawn" detail={format.instant(apiKey.revokedAt)} />
  if (!apiKey.expiresAt) return <>{t('settings.keys.noEnd')}</>
  return <>{t('settings.keys.until', { date: format.instant(apiKey.expiresAt) })}</>
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const t = useT()
  const revoke = useRevokeKey()
  const [asking, setAsking] = useState(false)
  const submit = () =>
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        setAsking(false)
        toast({ message: t('settings.keys.revokedToast') })
      },
    })
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        aria-label={`${t('settings.keys.revoke')}: ${apiKey.name}`}
        onClick={() => setAsking(true)}
      >
        {t('settings.keys.revoke')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('settings.keys.revokeTitle', { name: apiKey.name })}
        confirmLabel={t('settings.keys.revoke')}
        danger
        loading={revoke.isPending}
        onConfirm={submit}
        onCancel={() => setAsking(false)}
      >
        {t('settings.keys.revokeText')}
        <InlineError error={revoke.error} />
      </ConfirmDialog>
    </>
  )
}

import { useMemo } from 'react'
import { call, http } from '@/api/client'
import { listing, useListing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { AppLink, useGo } from '@/ui/links'
import type { StatusName } from '@/ui/status'
import { StatusBadge } from '@/ui/status-badge'

type Provider = Schemas['OperatorProvider']

const providers = listing(['operator', 'providers'], () => call(http.GET('/api/v1/operator/providers')))
const idOf = (row: Provider) => row.id
const nameOf = (row: Provider) => row.name

/** What the operator sees of the providers: how they are set up, never what is in them. */
export function OperatorDesk() {
  const t = useT()
  const format = useFormat()
  const go = useGo()
  const list = useListing(providers)
  const columns = useMemo<Column<Provider>[]>(
    () => [
      {
        id: 'name',
        header: t('dashboard.provider'),
        card: 'title',
        cell: (row) => <AppLink to={paths.operatorProvider(row.id)}>{row.name}</AppLink>,
      },
      {
        id: 'kind',
        header: t('dashboard.kind'),
        cell: (row) => t(row.isCibotInstitute ? 'dashboard.institute' : 'dashboard.noInstitute'),
      },
      {
        id: 'state',
        header: t('dashboard.state'),
        cell: (row) => <StatusBadge status={`provider_${row.state}` as StatusName} />,
      },
      { id: 'modules', header: t('dashboard.modules'), width: '40%', cell: (row) => moduleNames(row, t) },
      { id: 'users', header: t('dashboard.users'), align: 'right', cell: (row) => format.number(row.users) },
      {
        id: 'courses',
        header: t('dashboard.courses'),
        align: 'right',
        cell: (row) => format.number(row.courses),
      },
      {
        id: 'lastLogin',
        header: t('dashboard.lastLogin'),
        cell: (row) => (row.lastLoginAt ? format.instant(row.lastLoginAt) : t('dashboard.never')),
      },
    ],
    [t, format],
  )
  return (
    <ListTable
      label={t('dashboard.operatorProviders')}
      list={list}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      onOpen={(row) => void go(paths.operatorProvider(row.id))}
      empty={<EmptyState icon="building" title={t('dashboard.noProviders')} />}
    />
  )
}

/** The modules that are on; the basis, which everybody has, is not worth the words. */
function moduleNames({ modules }: Provider, t: ReturnType<typeof useT>): string {
  return (modules as Schemas['Module'][])
    .filter((key) => key !== 'core')
    .map((key) => t(`modules.${key}.name`))
    .join(', ')
}

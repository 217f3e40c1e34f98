import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { FilterBar } from '@/tables/filter-bar'
import { FilterChoice } from '@/tables/filter-choice'
import { FilterDay } from '@/tables/filter-day'
import { useUrlState } from '@/tables/url-state'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { LinkButton } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { CertificateTable } from '../certificate-table'
import { type CertificateFilters, customerChoices, typeChoices } from '../queries'
import { readSearch, STATES } from '../search'

const NOTHING = {
  q: undefined,
  state: undefined,
  typeId: undefined,
  customerId: undefined,
  expiresFrom: undefined,
  expiresUntil: undefined,
}

type Change = (values: Partial<Record<keyof CertificateFilters, string | undefined>>) => void

/** Every certificate of the provider, found by name, type, customer, state or when it expires. */
export function CertificatesPage() {
  const t = useT()
  const can = useCan()
  const [filters, change] = useUrlState(readSearch)
  const { sort, ...narrowing } = filters
  const filtered = Object.values(narrowing).some(Boolean)
  return (
    <>
      <PageHeader
        title={t('certificates.title')}
        actions={
          can('certificates:write') && can('trainees:write') ? (
            <LinkButton
              to={paths.certificateImport()}
              variant="default"
              leftSection={<Icon name="upload" size={16} />}
            >
              {t('certificates.import')}
            </LinkButton>
          ) : null
        }
      />
      <FilterBar
        searchLabel={t('certificates.search')}
        search={filters.q ?? ''}
        onSearch={(q) => change({ q })}
        onClear={filtered ? () => change(NOTHING) : undefined}
      >
        <Filters filters={filters} change={change} />
      </FilterBar>
      <CertificateTable
        filters={filters}
        onSort={() => change({ sort: sort ? undefined : 'expiresOn' })}
        empty={
          filtered ? (
            <EmptyState icon="search" title={t('common.list.noMatch')}>
              <Button variant="default" onClick={() => change(NOTHING)}>
                {t('common.list.clearFilters')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon="shield" title={t('certificates.empty')} text={t('certificates.emptyText')} />
          )
        }
      />
    </>
  )
}

function Filters({ filters, change }: { filters: CertificateFilters; change: Change }) {
  const t = useT()
  const can = useCan()
  const isActive = useModuleActive()
  const showCustomers = isActive('customers') && can('customers:read')
  const types = useQuery({ ...typeChoices, enabled: can('courses:read') }).data?.items ?? []
  const customers = useQuery({ ...customerChoices, enabled: showCustomers }).data?.items ?? []
  return (
    <>
      <FilterChoice
        label={t('certificates.filters.state')}
        any={t('certificates.filters.anyState')}
        value={filters.state}
        choices={STATES.map((state) => ({ value: state, label: t(`status.${state}`) }))}
        onChange={(state) => change({ state })}
      />
      <FilterChoice
        label={t('certificates.filters.type')}
        any={t('certificates.filters.anyType')}
        value={filters.typeId}
        choices={types.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(typeId) => change({ typeId })}
      />
      {showCustomers ? (
        <FilterChoice
          label={t('certificates.filters.customer')}
          any={t('certificates.filters.anyCustomer')}
          value={filters.customerId}
          choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(customerId) => change({ customerId })}
        />
      ) : null}
      <FilterDay
        label={t('certificates.filters.from')}
        value={filters.expiresFrom}
        onChange={(expiresFrom) => change({ expiresFrom })}
      />
      <FilterDay
        label={t('certificates.filters.until')}
        value={filters.expiresUntil}
        onChange={(expiresUntil) => change({ expiresUntil })}
      />
    </>
  )
}

import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { FilterBar } from '@/tables/filter-bar'
import { useUrlState } from '@/tables/url-state'
import { DateField } from '@/ui/date-field/date-field'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { LinkButton } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { CertificateTable } from '../certificate-table'
import classes from '../certificates.module.css'
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
      <Select
        className={classes.filter}
        label={t('certificates.filters.state')}
        placeholder={t('certificates.filters.anyState')}
        data={STATES.map((state) => ({ value: state, label: t(`status.${state}`) }))}
        value={filters.state ?? null}
        onChange={(state) => change({ state: state ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
      />
      <Select
        className={classes.filter}
        label={t('certificates.filters.type')}
        placeholder={t('certificates.filters.anyType')}
        data={types.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.typeId ?? null}
        onChange={(typeId) => change({ typeId: typeId ?? undefined })}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
      />
      {showCustomers ? (
        <Select
          className={classes.filter}
          label={t('certificates.filters.customer')}
          placeholder={t('certificates.filters.anyCustomer')}
          data={customers.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.customerId ?? null}
          onChange={(customerId) => change({ customerId: customerId ?? undefined })}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
        />
      ) : null}
      <DateField
        className={classes.filter}
        label={t('certificates.filters.from')}
        value={filters.expiresFrom ?? ''}
        onChange={(expiresFrom) => change({ expiresFrom })}
      />
      <DateField
        className={classes.filter}
        label={t('certificates.filters.until')}
        value={filters.expiresUntil ?? ''}
        onChange={(expiresUntil) => change({ expiresUntil })}
      />
    </>
  )
}

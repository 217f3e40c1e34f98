import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { Icon } from '@/ui/icons/icon'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { ItemForm } from '../item-form'
import { DueDatesCard, FilesCard, HistoryCard } from '../item-sections'
import classes from '../items.module.css'
import { ITEMS, type Item, itemCustomerQuery, itemQuery, useArchiveItem } from '../queries'
import { useKindName } from '../words'

/** A new item (S23). */
export function NewItemPage() {
  const t = useT()
  const [{ customerId }] = useUrlState(readCustomer)
  return (
    <>
      <PageHeader title={t('items.new')} back={{ label: t('items.title'), to: paths.items() }} />
      {customerId ? <FormForCustomer customerId={customerId} /> : <ItemForm item={null} />}
    </>
  )
}

/** Coming from a customer, its name is filled in. */
function FormForCustomer({ customerId }: { customerId: string }) {
  const query = useQuery(itemCustomerQuery(customerId))
  return <QueryView query={query}>{(customer) => <ItemForm item={null} customer={customer} />}</QueryView>
}

const readCustomer = (search: SearchRecord) => ({ customerId: search.customerId })

/** One item: what expires, its details, its files and its history. */
export function ItemPage() {
  const { itemId = '' } = useParams({ strict: false }) as { itemId?: string }
  const query = useQuery(itemQuery(itemId))
  return <QueryView query={query}>{(item) => <Overview item={item} />}</QueryView>
}

function Overview({ item }: { item: Item }) {
  const t = useT()
  const kindName = useKindName()
  const facts = [kindName(item), item.identification, item.customer?.name, item.location]
  return (
    <>
      <PageHeader
        title={item.description}
        back={{ label: t('items.title'), to: paths.items() }}
        aside={item.archivedAt ? <StatusBadge status="archived" /> : null}
        facts={facts.filter(Boolean).join(', ')}
        actions={<Actions item={item} />}
      />
      <div className={classes.stack}>
        <DueDatesCard item={item} />
        <FilesCard item={item} />
        <HistoryCard item={item} />
        <SectionCard title={t('items.details')}>
          <ItemForm key={item.version} item={item} />
        </SectionCard>
      </div>
    </>
  )
}

function Actions({ item }: { item: Item }) {
  const t = useT()
  const can = useCan()
  const archive = useArchiveItem(item)
  const isArchived = item.archivedAt !== null
  return (
    <>
      {can('certification-items:write') ? (
        <Button
          variant="default"
          loading={archive.isPending}
          onClick={() =>
            archive.mutate(!isArchived, {
              onSuccess: () => toast({ message: t(isArchived ? 'items.restored' : 'items.archived') }),
            })
          }
        >
          {t(isArchived ? 'items.restore' : 'items.archive')}
        </Button>
      ) : null}
      <Button
        variant="default"
        component="a"
        href={`${ITEMS}/${item.id}/label`}
        leftSection={<Icon name="download" />}
      >
        {t('items.label')}
      </Button>
    </>
  )
}

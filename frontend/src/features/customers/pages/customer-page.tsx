import { Button, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { oneOf, type SearchRecord, useUrlState } from '@/tables/url-state'
import { Notice } from '@/ui/notice'
import { PageHeader } from '@/ui/page-header'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { ContactPersons } from '../contact-persons'
import { CustomerFiles } from '../customer-files'
import { CustomerForm } from '../customer-form'
import { type Customer, customerQuery, useArchiveCustomer } from '../queries'

export function NewCustomerPage() {
  const t = useT()
  return (
    <>
      <PageHeader
        title={t('people.newCustomer')}
        back={{ label: t('people.customers'), to: paths.customers() }}
      />
      <CustomerForm customer={null} />
    </>
  )
}

export const TABS = [
  'trainees',
  'courses',
  'certificates',
  'items',
  'mails',
  'files',
  'details',
  'history',
] as const
type CustomerTab = (typeof TABS)[number]

/** The parts of the page that other features render; one that is left out has no tab. */
interface CustomerSlots {
  trainees: (customer: Customer) => ReactNode
  courses: (customer: Customer) => ReactNode
  certificates?: (customer: Customer) => ReactNode
  items?: (customer: Customer) => ReactNode
  mails?: (customer: Customer) => ReactNode
  /** Who changed what when. */
  history?: (customer: Customer) => ReactNode
  /** Which reminders do not go to this one. */
  optOuts: (customer: Customer) => ReactNode
}

const readTab = (search: SearchRecord) => oneOf(search.tab, TABS)

/** One customer with everything that hangs on it (R-CUS-01); the tab lives in the address (S21). */
export function CustomerPage({ slots }: { slots: CustomerSlots }) {
  const { customerId } = useParams({ strict: false }) as { customerId: string }
  const query = useQuery(customerQuery(customerId))
  return <QueryView query={query}>{(customer) => <Overview customer={customer} slots={slots} />}</QueryView>
}

function Overview({ customer, slots }: { customer: Customer; slots: CustomerSlots }) {
  const t = useT()
  const [asked, change] = useUrlState(readTab)
  const contents: Record<CustomerTab, ((customer: Customer) => ReactNode) | undefined> = {
    trainees: slots.trainees,
    courses: slots.courses,
    certificates: slots.certificates,
    items: slots.items,
    mails: slots.mails,
    history: slots.history,
    files: ({ id }) => <CustomerFiles customerId={id} />,
    details: () => (
      <>
        <CustomerForm key={customer.version} customer={customer} />
        {slots.optOuts(customer)}
      </>
    ),
  }
  const tabs = TABS.filter((tab) => contents[tab])
  const tab = tabs.find((one) => one === asked) ?? 'trainees'
  const counts = { trainees: customer.traineeCount, courses: customer.courseCount }
  return (
    <>
      <PageHeader
        title={customer.name}
        back={{ label: t('people.customers'), to: paths.customers() }}
        aside={customer.archivedAt ? <StatusBadge status="archived" /> : null}
        facts={t('people.counts', counts)}
        actions={<ArchiveButton customer={customer} />}
      />
      <ContactPersons customer={customer} />
      {customer.remarks ? (
        <Notice tone="info" title={t('people.remarks')}>
          {customer.remarks}
        </Notice>
      ) : null}
      <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
        <Tabs.List aria-label={t('people.customerTabs.label')}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`people.customerTabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one} value={one} pt="md">
            {one === tab ? contents[one]?.(customer) : null}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}

/** A customer with history is archived, not deleted, and can come back (R-CUS-05). */
function ArchiveButton({ customer }: { customer: Customer }) {
  const t = useT()
  const can = useCan()
  const archive = useArchiveCustomer(customer)
  const isArchived = customer.archivedAt !== null
  if (!can('customers:write')) return null
  return (
    <Button
      variant="default"
      loading={archive.isPending}
      onClick={() =>
        archive.mutate(!isArchived, {
          onSuccess: () => toast({ message: t(isArchived ? 'people.restored' : 'people.archived') }),
        })
      }
    >
      {t(isArchived ? 'people.restore' : 'people.archive')}
    </Button>
  )
}

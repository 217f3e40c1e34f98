import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { CustomerForm } from '../customer-form'
import { type Customer, customerQuery } from '../queries'

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

interface Slots {
  /** Which reminders do not go to this one. */
  optOuts: (customer: Customer) => ReactNode
  certificates: (customer: Customer) => ReactNode
}

/** The parts of the page that other features render come as slots. */
export function CustomerPage({ optOuts, certificates }: Slots) {
  const t = useT()
  const { customerId } = useParams({ strict: false }) as { customerId: string }
  const query = useQuery(customerQuery(customerId))
  const counts = query.data && { trainees: query.data.traineeCount, courses: query.data.courseCount }
  return (
    <>
      <PageHeader
        title={query.data?.name ?? t('people.customer')}
        back={{ label: t('people.customers'), to: paths.customers() }}
        facts={counts ? t('people.counts', counts) : null}
      />
      <QueryView query={query}>
        {(customer) => (
          <>
            <CustomerForm key={customer.version} customer={customer} />
            {certificates(customer)}
            {optOuts(customer)}
          </>
        )}
      </QueryView>
    </>
  )
}

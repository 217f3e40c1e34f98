import { lazy, type ReactNode, Suspense } from 'react'
import { useCan, useModuleActive } from '@/api/session'
import { CustomerPage as Customer } from '@/features/customers/pages/customer-page'
import { TraineePage as Trainee } from '@/features/trainees/pages/trainee-page'
import { ListSkeleton } from '@/ui/skeletons'

// What other features add comes beside the page itself, and tabs when they are opened.
const HolderCertificates = lazy(() =>
  import('@/features/certificates/holder-certificates').then((module) => ({
    default: module.HolderCertificates,
  })),
)
const History = lazy(() => import('@/features/log/history').then((module) => ({ default: module.History })))
const OptOutSection = lazy(() =>
  import('@/features/reminders/opt-out-section').then((module) => ({ default: module.OptOutSection })),
)
const CustomerCourses = lazy(() =>
  import('@/features/courses/list/customer-courses').then((module) => ({ default: module.CustomerCourses })),
)
const CustomerItems = lazy(() =>
  import('@/features/items/customer-items').then((module) => ({ default: module.CustomerItems })),
)
const CustomerMails = lazy(() =>
  import('@/features/mails/customer-mails').then((module) => ({ default: module.CustomerMails })),
)
const CustomerTrainees = lazy(() =>
  import('@/features/trainees/customer-trainees').then((module) => ({ default: module.CustomerTrainees })),
)

function waited(part: ReactNode) {
  return <Suspense fallback={<ListSkeleton />}>{part}</Suspense>
}

/** The page of a trainee, with the certificates, and the reminders that do not go out. */
export function TraineePage() {
  const can = useCan()
  return (
    <Trainee
      certificates={({ id }) => waited(<HolderCertificates traineeId={id} />)}
      optOuts={({ id, name }) =>
        can('mails:read') ? waited(<OptOutSection whom={{ traineeId: id }} name={name} />) : null
      }
      history={can('history:read') ? ({ id }) => waited(<History of="trainee" id={id} />) : undefined}
    />
  )
}

/** The page of a customer, put together from the features that each render a part of it. */
export function CustomerPage() {
  const can = useCan()
  const isActive = useModuleActive()
  const showItems = isActive('certification_items') && can('certification-items:read')
  return (
    <Customer
      slots={{
        trainees: ({ id }) => waited(<CustomerTrainees customerId={id} />),
        courses: ({ id }) => waited(<CustomerCourses customerId={id} />),
        certificates: can('certificates:read')
          ? ({ id }) => waited(<HolderCertificates customerId={id} />)
          : undefined,
        items: showItems ? ({ id }) => waited(<CustomerItems customerId={id} />) : undefined,
        mails: can('mails:read') ? ({ id }) => waited(<CustomerMails customerId={id} />) : undefined,
        history: can('history:read') ? ({ id }) => waited(<History of="customer" id={id} />) : undefined,
        optOuts: ({ id, name }) =>
          can('mails:read') ? waited(<OptOutSection whom={{ customerId: id }} name={name} />) : null,
      }}
    />
  )
}

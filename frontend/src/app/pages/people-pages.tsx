import { useCan, useModuleActive } from '@/api/session'
import { HolderCertificates } from '@/features/certificates/holder-certificates'
import { CustomerCourses } from '@/features/courses/list/customer-courses'
import { CustomerPage as Customer } from '@/features/customers/pages/customer-page'
import { CustomerItems } from '@/features/items/customer-items'
import { OptOutSection } from '@/features/reminders/opt-out-section'
import { CustomerTrainees } from '@/features/trainees/customer-trainees'
import { TraineePage as Trainee } from '@/features/trainees/pages/trainee-page'

/** The page of a trainee, with the certificates, and the reminders that do not go out. */
export function TraineePage() {
  const can = useCan()
  return (
    <Trainee
      certificates={({ id }) => <HolderCertificates traineeId={id} />}
      optOuts={({ id, name }) =>
        can('mails:read') ? <OptOutSection whom={{ traineeId: id }} name={name} /> : null
      }
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
        trainees: ({ id }) => <CustomerTrainees customerId={id} />,
        courses: ({ id }) => <CustomerCourses customerId={id} />,
        certificates: can('certificates:read')
          ? ({ id }) => <HolderCertificates customerId={id} />
          : undefined,
        items: showItems ? ({ id }) => <CustomerItems customerId={id} /> : undefined,
        optOuts: ({ id, name }) =>
          can('mails:read') ? <OptOutSection whom={{ customerId: id }} name={name} /> : null,
      }}
    />
  )
}

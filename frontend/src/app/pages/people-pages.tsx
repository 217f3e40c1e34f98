import { useCan } from '@/api/session'
import { HolderCertificates } from '@/features/certificates/holder-certificates'
import { CustomerPage as Customer } from '@/features/customers/pages/customer-page'
import { OptOutSection } from '@/features/reminders/opt-out-section'
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

/** The page of a customer, with the certificates of its people, and the reminders that do not go to it. */
export function CustomerPage() {
  const can = useCan()
  return (
    <Customer
      certificates={({ id }) => <HolderCertificates customerId={id} />}
      optOuts={({ id, name }) =>
        can('mails:read') ? <OptOutSection whom={{ customerId: id }} name={name} /> : null
      }
    />
  )
}

import { useCan } from '@/api/session'
import { CustomerPage as Customer } from '@/features/customers/pages/customer-page'
import { OptOutSection } from '@/features/reminders/opt-out-section'
import { TraineePage as Trainee } from '@/features/trainees/pages/trainee-page'

/** The page of a trainee, with the reminders that he does not get. */
export function TraineePage() {
  const can = useCan()
  return (
    <Trainee
      optOuts={({ id, name }) =>
        can('mails:read') ? <OptOutSection whom={{ traineeId: id }} name={name} /> : null
      }
    />
  )
}

/** The page of a customer, with the reminders that do not go to it. */
export function CustomerPage() {
  const can = useCan()
  return (
    <Customer
      optOuts={({ id, name }) =>
        can('mails:read') ? <OptOutSection whom={{ customerId: id }} name={name} /> : null
      }
    />
  )
}

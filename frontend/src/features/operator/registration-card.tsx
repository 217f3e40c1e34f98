import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { ApproveDialog } from './approve-dialog'
import { type Registration, useRefuse } from './queries'
import { ReasonDialog } from './reason-dialog'

/** A company that signed up: who it is, and letting it in or not. */
export function RegistrationCard({ registration }: { registration: Registration }) {
  const t = useT()
  const format = useFormat()
  const refuse = useRefuse(registration.providerId)
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null)
  const close = () => setAsking(null)
  const { name, address, postcode, city, contactName, email } = registration
  return (
    <SectionCard title={t('operator.registration', { name })} lead={format.instant(registration.requestedAt)}>
      <ul>
        <li>{t('operator.kvk', { number: registration.kvkNumber })}</li>
        <li>{`${address}, ${postcode} ${city}`}</li>
        <li>{`${contactName}, ${email}`}</li>
        <li>{t(registration.isInstitute ? 'operator.claimsInstitute' : 'operator.claimsOther')}</li>
        <li>
          {t('operator.wantsModules', {
            modules:
              registration.modules.map((module) => t(`modules.${module}.name`)).join(', ') ||
              t('operator.noModules'),
          })}
        </li>
      </ul>
      <Group gap="xs">
        <Button aria-label={`${t('operator.approve')}: ${name}`} onClick={() => setAsking('approve')}>
          {t('operator.approve')}
        </Button>
        <Button
          variant="default"
          aria-label={`${t('operator.refuse')}: ${name}`}
          onClick={() => setAsking('refuse')}
        >
          {t('operator.refuse')}
        </Button>
      </Group>
      <ApproveDialog registration={registration} opened={asking === 'approve'} onClose={close} />
      <ReasonDialog
        opened={asking === 'refuse'}
        title={`${t('operator.refuse')}: ${name}`}
        submitLabel={t('operator.refuse')}
        loading={refuse.isPending}
        error={refuse.error}
        onClose={close}
        onSubmit={(reason) =>
          refuse.mutate(reason, {
            onSuccess: () => {
              close()
              toast({ message: t('operator.registrationRefused', { name }) })
            },
          })
        }
      >
        {t('operator.refuseText')}
      </ReasonDialog>
    </SectionCard>
  )
}

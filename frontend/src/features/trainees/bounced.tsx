import { Button, Group } from '@mantine/core'
import { useCan } from '@/api/session'
import type { Schemas } from '@/api/types'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import { useLiftSuppression } from './queries'

/** That mail to the trainee's address came back, and what can be done about it. */
export function Bounced({ bounced }: { bounced: Schemas['BouncedView'] }) {
  const t = useT()
  const can = useCan()
  const format = useFormat()
  const lift = useLiftSuppression()

  function tryAgain() {
    lift.mutate(bounced.suppressionId, {
      onSuccess: () => toast({ message: t('people.bouncedLifted') }),
      onError: toastError,
    })
  }

  return (
    <Notice tone="warning" title={t('people.bouncedTitle')}>
      <p>
        {t('people.bouncedText', {
          when: format.instant(bounced.at),
          words: `"${bounced.words}".`,
        })}
      </p>
      <Group gap="xs">
        {can('mails:read') ? (
          <AppLink to={paths.mail(bounced.mailId)}>{t('people.bouncedMail')}</AppLink>
        ) : null}
        {can('mails:write') ? (
          <Button variant="default" size="compact-sm" loading={lift.isPending} onClick={tryAgain}>
            {t('people.bouncedLift')}
          </Button>
        ) : null}
      </Group>
    </Notice>
  )
}

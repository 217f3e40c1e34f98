import { Button } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { PORTAL_CONTACT } from '@/lib/contact'
import { Icon } from './icons/icon'

interface Props {
  /** The module's own name. */
  name: string
  /** Who asks for it. */
  provider: string
}

/** Asks for a module by mail; switching it on is up to the operator (R-MOD-01). */
export function ModuleRequest({ name, provider }: Props) {
  const t = useT()
  const subject = `${t('common.module.requestSubject', { name })} (${provider})`
  return (
    <Button
      component="a"
      variant="default"
      href={`mailto:${PORTAL_CONTACT}?subject=${encodeURIComponent(subject)}`}
      leftSection={<Icon name="mail" />}
      aria-label={`${t('common.module.requestButton')}: ${name}`}
    >
      {t('common.module.requestButton')}
    </Button>
  )
}

import { SegmentedControl } from '@mantine/core'
import { chooseLocale } from '@/i18n/setup'
import { useLocale, useT } from '@/i18n/use-t'

export function LanguageSwitch() {
  const t = useT()
  const locale = useLocale()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('app.account.language')}
      value={locale}
      onChange={(value) => void chooseLocale(value === 'en' ? 'en' : 'nl')}
      data={[
        { value: 'nl', label: t('app.account.dutch') },
        { value: 'en', label: t('app.account.english') },
      ]}
    />
  )
}

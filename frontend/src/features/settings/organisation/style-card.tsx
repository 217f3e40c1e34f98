import { TextInput } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { LogoField } from './logo-field'
import classes from './organisation.module.css'
import type { Provider } from './queries'
import { SettingsCard } from './settings-card'
import { useSettingsCard } from './use-settings-card'

const COLOUR = /^#[0-9A-Fa-f]{6}$/

const pick = ({ brandColor }: Provider) => ({ brandColor })

/** The logo and the colour of the house, for mails, lists and certificates. */
export function StyleCard({ provider }: { provider: Provider }) {
  const t = useT()
  const card = useSettingsCard(provider, pick, {
    brandColor: (value) => (COLOUR.test(value.trim()) ? null : t('settings.organisation.brandColorBroken')),
  })
  const { form } = card
  const { brandColor } = form.values
  return (
    <SettingsCard title={t('settings.organisation.style')} card={card}>
      <LogoField fileId={provider.logoFileId} />
      <TextInput
        label={t('settings.organisation.brandColor')}
        description={t('settings.organisation.brandColorHint')}
        rightSection={
          <input
            type="color"
            className={classes.colour}
            aria-label={t('settings.organisation.brandColorPick')}
            value={COLOUR.test(brandColor) ? brandColor.toLowerCase() : '#ffffff'}
            onChange={(event) => form.setFieldValue('brandColor', event.currentTarget.value.toUpperCase())}
          />
        }
        data-path="brandColor"
        {...form.getInputProps('brandColor')}
      />
    </SettingsCard>
  )
}

import { NumberInput, Radio, Select, Stack } from '@mantine/core'
import { useMemo } from 'react'
import { wholeNumber } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import type { Provider } from './queries'
import { SettingsCard } from './settings-card'
import { useSettingsCard } from './use-settings-card'

const MOST_MINUTES = 480
const RULES = ['day', 'overlap'] as const

const pick = ({ busyRule, travelMarginMinutes, timeZone }: Provider) => ({
  busyRule,
  travelMarginMinutes: travelMarginMinutes as number | string,
  timeZone,
})

/** What makes an instructor busy, and in which time zone days and times are meant (R-CRS-05). */
export function PlanningCard({ provider }: { provider: Provider }) {
  const t = useT()
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  const card = useSettingsCard(provider, pick, {
    travelMarginMinutes: (value) =>
      value === '' ? t('errors.field.required') : wholeNumber(0, MOST_MINUTES)(value),
  })
  const { form } = card
  return (
    <SettingsCard title={t('settings.organisation.planning')} card={card}>
      <Radio.Group label={t('settings.organisation.busy')} {...form.getInputProps('busyRule')}>
        <Stack gap="xs" mt="xs">
          {RULES.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              label={t(`settings.organisation.busyRule.${rule}`)}
              description={t(`settings.organisation.busyHint.${rule}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.busyRule === 'overlap' ? (
        <NumberInput
          label={t('settings.organisation.margin')}
          description={t('settings.organisation.marginHint')}
          min={0}
          allowDecimal={false}
          data-path="travelMarginMinutes"
          {...form.getInputProps('travelMarginMinutes')}
        />
      ) : null}
      <Select
        label={t('settings.organisation.timeZone')}
        description={t('settings.organisation.timeZoneHint')}
        data={zones.includes(provider.timeZone) ? zones : [provider.timeZone, ...zones]}
        searchable
        allowDeselect={false}
        data-path="timeZone"
        {...form.getInputProps('timeZone')}
      />
    </SettingsCard>
  )
}

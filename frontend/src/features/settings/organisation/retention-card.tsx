import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { type Provider, retentionQuery } from './queries'
import { SettingsCard } from './settings-card'
import { useSettingsCard } from './use-settings-card'

const FOR_EVER = 'always'
const YEARS = [1, 2, 3, 5, 7, 10, 15, 20]

const pick = ({ traineesKeptYears }: Provider) => ({ traineesKeptYears })

/** After how many years trainees are erased; who would go is told before it is saved (R-ACC-04). */
export function RetentionCard({ provider }: { provider: Provider }) {
  const t = useT()
  const can = useCan()
  const card = useSettingsCard(provider, pick, {})
  const { form } = card
  const years = form.values.traineesKeptYears ?? null
  const foreseen = useQuery({
    ...retentionQuery(years ?? 1),
    enabled: years !== null && can('personal-data:read'),
  })
  return (
    <SettingsCard title={t('settings.organisation.retention')} card={card}>
      <Select
        label={t('settings.organisation.traineesKept')}
        description={t('settings.organisation.traineesKeptHint')}
        data={[
          { value: FOR_EVER, label: t('settings.organisation.mailsKeptAlways') },
          ...YEARS.map((count) => ({
            value: String(count),
            label: t('settings.organisation.traineesKeptYears', { count }),
          })),
        ]}
        allowDeselect={false}
        data-path="traineesKeptYears"
        {...form.getInputProps('traineesKeptYears')}
        value={String(years ?? FOR_EVER)}
        onChange={(value) =>
          form.setFieldValue('traineesKeptYears', value === FOR_EVER ? null : Number(value))
        }
      />
      {years !== null && foreseen.data ? (
        <Notice tone={foreseen.data.trainees > 0 ? 'warning' : 'info'}>
          {t('settings.organisation.traineesOverTerm', { count: foreseen.data.trainees })}
        </Notice>
      ) : null}
    </SettingsCard>
  )
}

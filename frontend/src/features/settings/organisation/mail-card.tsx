import { Checkbox, Select, TextInput } from '@mantine/core'
import { all, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import classes from './organisation.module.css'
import type { Provider } from './queries'
import { SettingsCard } from './settings-card'
import { useSettingsCard } from './use-settings-card'

const FOR_EVER = 'always'
const TERMS = [6, 12, 24, 36, 60, 84]

const pick = ({
  mailsKeptMonths,
  email,
  locale,
  formOfAddress,
  notifyAvailable,
  notifyUnavailable,
}: Provider) => ({
  email,
  locale,
  formOfAddress,
  notifyAvailable,
  notifyUnavailable,
  mailsKeptMonths,
})

/** Where answers arrive, and which messages the portal sends to the provider itself (R-MAIL-03, R-STF-05). */
export function MailCard({ provider }: { provider: Provider }) {
  const t = useT()
  const card = useSettingsCard(provider, pick, { email: all(required, email, maxLength(254)) })
  const { form } = card
  return (
    <SettingsCard title={t('settings.organisation.mail')} card={card}>
      <TextInput
        label={t('settings.organisation.email')}
        description={t('settings.organisation.emailHint')}
        type="email"
        required
        data-path="email"
        {...form.getInputProps('email')}
      />
      <Select
        label={t('settings.organisation.locale')}
        description={t('settings.organisation.localeHint')}
        data={[
          { value: 'nl', label: t('app.account.dutch') },
          { value: 'en', label: t('app.account.english') },
        ]}
        allowDeselect={false}
        data-path="locale"
        {...form.getInputProps('locale')}
      />
      <Select
        label={t('settings.organisation.formOfAddress')}
        description={t('settings.organisation.formOfAddressHint')}
        data={[
          { value: 'je', label: t('settings.organisation.formsOfAddress.je') },
          { value: 'u', label: t('settings.organisation.formsOfAddress.u') },
        ]}
        allowDeselect={false}
        data-path="formOfAddress"
        {...form.getInputProps('formOfAddress')}
      />
      <Select
        label={t('settings.organisation.mailsKept')}
        description={t('settings.organisation.mailsKeptHint')}
        data={[
          { value: FOR_EVER, label: t('settings.organisation.mailsKeptAlways') },
          ...TERMS.map((count) => ({
            value: String(count),
            label: t('settings.organisation.mailsKeptMonths', { count }),
          })),
        ]}
        allowDeselect={false}
        data-path="mailsKeptMonths"
        {...form.getInputProps('mailsKeptMonths')}
        value={String(form.values.mailsKeptMonths ?? FOR_EVER)}
        onChange={(value) => form.setFieldValue('mailsKeptMonths', value === FOR_EVER ? null : Number(value))}
      />
      <fieldset className={classes.group}>
        <legend>{t('settings.organisation.notify')}</legend>
        <Checkbox
          label={t('settings.organisation.notifyAvailable')}
          {...form.getInputProps('notifyAvailable', { type: 'checkbox' })}
        />
        <Checkbox
          label={t('settings.organisation.notifyUnavailable')}
          {...form.getInputProps('notifyUnavailable', { type: 'checkbox' })}
        />
      </fieldset>
    </SettingsCard>
  )
}

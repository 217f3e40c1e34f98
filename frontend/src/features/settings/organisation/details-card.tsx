import { TextInput } from '@mantine/core'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import classes from './organisation.module.css'
import type { Provider } from './queries'
import { SettingsCard } from './settings-card'
import { useSettingsCard } from './use-settings-card'

const pick = ({ name, phone, address, postcode, city }: Provider) => ({
  name,
  phone,
  address,
  postcode,
  city,
})

/** Who the provider is, as it stands on lists, in mails and for others who see its courses. */
export function DetailsCard({ provider }: { provider: Provider }) {
  const t = useT()
  const card = useSettingsCard(provider, pick, {
    name: all(required, maxLength(200)),
    phone: maxLength(200),
    address: maxLength(200),
    postcode: maxLength(200),
    city: maxLength(200),
  })
  const text = (path: keyof ReturnType<typeof pick>) => ({
    'data-path': path,
    ...card.form.getInputProps(path),
  })
  return (
    <SettingsCard title={t('settings.organisation.contact')} card={card}>
      <TextInput label={t('settings.organisation.name')} required {...text('name')} />
      <TextInput label={t('settings.organisation.phone')} type="tel" {...text('phone')} />
      <TextInput label={t('settings.organisation.address')} {...text('address')} />
      <div className={classes.pair}>
        <TextInput label={t('settings.organisation.postcode')} {...text('postcode')} />
        <TextInput label={t('settings.organisation.city')} {...text('city')} />
      </div>
    </SettingsCard>
  )
}

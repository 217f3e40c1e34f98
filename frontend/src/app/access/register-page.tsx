import { Checkbox, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SOLD, type SoldModule } from '@/api/modules'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength, required } from '@/forms/rules'
import { translate, useFormat, useLocale, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { AccessPage } from './access-page'
import { offerQuery, useRegister } from './queries'

const line = all(required, maxLength(200))

/** A training company signs up by itself: eight things to fill in, and what it costs beside them. */
export function RegisterPage() {
  const t = useT()
  const [sentTo, setSentTo] = useState('')
  if (sentTo) {
    return (
      <AccessPage title={t('app.access.registeredTitle')}>
        <Notice tone="good">{t('app.access.registeredText', { email: sentTo })}</Notice>
        <AppLink to={paths.login()}>{t('app.access.toLogin')}</AppLink>
      </AccessPage>
    )
  }
  return (
    <AccessPage wide title={t('app.access.registerTitle')} lead={t('app.access.registerLead')}>
      <RegisterForm onDone={setSentTo} />
      <AppLink to={paths.login()}>{t('app.access.toLogin')}</AppLink>
    </AccessPage>
  )
}

function RegisterForm({ onDone }: { onDone: (email: string) => void }) {
  const t = useT()
  const locale = useLocale()
  const register = useRegister()
  const form = useForm({
    initialValues: {
      name: '',
      kvkNumber: '',
      address: '',
      postcode: '',
      city: '',
      contactName: '',
      email: '',
      isInstitute: false,
      modules: [] as SoldModule[],
      agrees: false,
    },
    validate: {
      name: line,
      kvkNumber: all(required, (value: string) =>
        /^\d{8}$/.test(value.replace(/[\s.-]/g, '')) ? null : translate()('billing.kvkBroken'),
      ),
      address: line,
      postcode: all(required, maxLength(20)),
      city: line,
      contactName: line,
      email: all(required, email),
      agrees: (value) => (value ? null : translate()('app.access.agreesMissing')),
    },
  })
  const text = (path: string, label: string, autoComplete: string) => (
    <TextInput
      label={label}
      required
      autoComplete={autoComplete}
      data-path={path}
      {...form.getInputProps(path)}
    />
  )
  return (
    <FormShell
      form={form}
      inDialog
      loading={register.isPending}
      submitError={register.error}
      submitLabel={t('app.access.registerSubmit')}
      onSubmit={({ agrees: _, ...values }) =>
        register.mutate({ ...values, locale, agrees: true }, { onSuccess: () => onDone(values.email.trim()) })
      }
    >
      {text('name', t('app.access.company'), 'organization')}
      <TextInput
        label={t('app.access.kvk')}
        description={t('app.access.kvkHint')}
        required
        inputMode="numeric"
        data-path="kvkNumber"
        {...form.getInputProps('kvkNumber')}
      />
      {text('address', t('app.access.address'), 'street-address')}
      <Group grow align="start">
        {text('postcode', t('app.access.postcode'), 'postal-code')}
        {text('city', t('app.access.city'), 'address-level2')}
      </Group>
      {text('contactName', t('app.access.contact'), 'name')}
      <TextInput
        label={t('app.access.contactEmail')}
        required
        type="email"
        autoComplete="email"
        data-path="email"
        {...form.getInputProps('email')}
      />
      <Checkbox
        label={t('app.access.institute')}
        description={t('app.access.instituteHint')}
        {...form.getInputProps('isInstitute', { type: 'checkbox' })}
      />
      <Checkbox.Group
        label={t('app.access.modules')}
        description={t('app.access.modulesHint')}
        {...form.getInputProps('modules')}
      >
        {SOLD.map((module) => (
          <Checkbox key={module} mt="xs" value={module} label={t(`modules.${module}.name`)} />
        ))}
      </Checkbox.Group>
      <Offer />
      <Checkbox
        label={t('app.access.agrees')}
        aria-invalid={form.errors.agrees ? true : undefined}
        data-path="agrees"
        {...form.getInputProps('agrees', { type: 'checkbox' })}
      />
    </FormShell>
  )
}

/** What one agrees to: today's prices, from the price list itself. */
function Offer() {
  const t = useT()
  const format = useFormat()
  const { data: offer } = useQuery(offerQuery)
  if (!offer) return null
  return (
    <section aria-label={t('app.access.offer')}>
      <strong>{t('app.access.offer')}</strong>
      <ul>
        {offer.bands.map((band) => (
          <li key={band.tier}>
            {t('app.access.offerBand', { tier: t(`billing.tier.${band.tier}`), from: band.fromCourses })}:{' '}
            {t('app.access.offerPrice', { price: format.money(band.price.amount) })}
          </li>
        ))}
      </ul>
      <p>
        {t('app.access.offerRest', {
          discount: format.money(offer.instituteDiscount.amount),
          fee: format.money(offer.oneOffFee.amount),
          vat: offer.vatPercent,
        })}
      </p>
    </section>
  )
}

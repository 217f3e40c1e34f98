import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, day, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { type NewApiKey, useMakeKey } from './queries'
import { ScopesField } from './scopes-field'

interface Props {
  onMade: (key: NewApiKey) => void
  onCancel: () => void
}

export function KeyForm({ onMade, onCancel }: Props) {
  const t = useT()
  const make = useMakeKey()
  const form = useForm({
    initialValues: { name: '', scopes: [] as string[], validThrough: '' },
    validate: {
      name: all(required, maxLength(200)),
      scopes: (scopes) => (scopes.length === 0 ? t('settings.keys.chooseScope') : null),
      validThrough: day,
    },
  })

  function submit({ validThrough, ...rest }: typeof form.values) {
    make.mutate({ ...rest, validThrough: validThrough || null }, { onSuccess: onMade })
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={make.isPending}
      submitError={make.error}
      submitLabel={t('settings.keys.make')}
      rename={(path) => (path === 'expiresAt' ? 'validThrough' : path)}
      onCancel={onCancel}
      inDialog
    >
      <TextInput
        label={t('settings.keys.name')}
        description={t('settings.keys.nameHint')}
        required
        data-path="name"
        {...form.getInputProps('name')}
      />
      <ScopesField
        value={form.values.scopes}
        onChange={(scopes) => form.setFieldValue('scopes', scopes)}
        error={form.errors.scopes}
      />
      <DateField
        label={t('settings.keys.expires')}
        data-path="validThrough"
        {...form.getInputProps('validThrough')}
        value={form.values.validThrough}
      />
    </FormShell>
  )
}

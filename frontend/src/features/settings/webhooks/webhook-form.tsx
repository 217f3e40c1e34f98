import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { EventsField } from './events-field'
import type { EventType, Webhook, WebhookInput } from './queries'

interface Props {
  existing: Webhook | null
  loading: boolean
  error: unknown
  onSubmit: (values: WebhookInput) => void
  onCancel: () => void
}

/** Where to, and of what. */
export function WebhookForm({ existing, loading, error, onSubmit, onCancel }: Props) {
  const t = useT()
  const form = useForm({
    initialValues: {
      url: existing?.url ?? '',
      description: existing?.description ?? '',
      eventTypes: [...(existing?.eventTypes ?? [])] as EventType[],
    },
    validate: {
      url: all(required, maxLength(2000)),
      description: maxLength(200),
      eventTypes: (types) => (types.length === 0 ? t('webhooks.chooseEvent') : null),
    },
  })
  return (
    <FormShell
      form={form}
      onSubmit={onSubmit}
      loading={loading}
      submitError={error}
      submitLabel={t(existing ? 'common.save' : 'webhooks.make')}
      onCancel={onCancel}
      inDialog
    >
      <TextInput
        label={t('webhooks.url')}
        description={t('webhooks.urlHint')}
        placeholder="https://"
        inputMode="url"
        required
        data-path="url"
        {...form.getInputProps('url')}
      />
      <TextInput
        label={t('webhooks.description')}
        data-path="description"
        {...form.getInputProps('description')}
      />
      <EventsField
        value={form.values.eventTypes}
        onChange={(types) => form.setFieldValue('eventTypes', types)}
        error={form.errors.eventTypes}
      />
    </FormShell>
  )
}

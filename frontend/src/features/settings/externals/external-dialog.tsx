import { Modal, MultiSelect, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { type ExternalInstructor, ownTypes, useSaveExternal } from './queries'

interface Props {
  opened: boolean
  /** The instructor to change, or null to add one. */
  existing: ExternalInstructor | null
  onClose: () => void
}

export function ExternalDialog({ opened, existing, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(existing ? 'settings.externals.edit' : 'settings.externals.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ExternalForm key={existing?.version} existing={existing} onClose={onClose} />
    </Modal>
  )
}

function ExternalForm({ existing, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const save = useSaveExternal(existing)
  const types = useQuery(ownTypes)
  const form = useForm({
    initialValues: {
      name: existing?.name ?? '',
      email: existing?.email ?? '',
      phone: existing?.phone ?? '',
      locale: existing?.locale ?? ('nl' as const),
      courseTypeIds: existing?.courseTypeIds ?? [],
    },
    validate: {
      name: all(required, maxLength(200)),
      email: all(required, email, maxLength(254)),
      phone: maxLength(30),
    },
  })

  function submit(values: typeof form.values) {
    save.mutate(values, {
      onSuccess: () => {
        toast({ message: t('settings.externals.saved') })
        onClose()
      },
    })
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('common.save')}
      fieldOfCode={{ external_instructor_exists: 'email' }}
      onCancel={onClose}
      inDialog
    >
      <TextInput
        label={t('settings.externals.name')}
        required
        data-path="name"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('settings.externals.email')}
        type="email"
        required
        data-path="email"
        {...form.getInputProps('email')}
      />
      <TextInput
        label={t('settings.externals.phone')}
        type="tel"
        data-path="phone"
        {...form.getInputProps('phone')}
      />
      <MultiSelect
        label={t('settings.externals.types')}
        description={t('settings.externals.typesHint')}
        data={(types.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        data-path="courseTypeIds"
        {...form.getInputProps('courseTypeIds')}
      />
      <Select
        label={t('settings.externals.locale')}
        data={[
          { value: 'nl', label: t('app.account.dutch') },
          { value: 'en', label: t('app.account.english') },
        ]}
        allowDeselect={false}
        {...form.getInputProps('locale')}
      />
    </FormShell>
  )
}

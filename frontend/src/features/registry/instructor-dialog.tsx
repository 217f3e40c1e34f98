import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { type Registered, useSaveRegistered } from './queries'

interface Props {
  opened: boolean
  /** The instructor to change, or null to take somebody in. */
  existing: Registered | null
  onClose: () => void
}

export function InstructorDialog({ opened, existing, onClose }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={onClose} title={t(existing ? 'registry.edit' : 'registry.new')}>
      <InstructorForm key={`${existing?.id}-${existing?.version}`} existing={existing} onClose={onClose} />
    </Dialog>
  )
}

const LANGUAGES = ['nl', 'en', 'de', 'fr'] as const
const TEXTS = ['givenName', 'infix', 'familyName', 'email', 'phone', 'postcode', 'city'] as const
const REQUIRED: ReadonlySet<string> = new Set(['givenName', 'familyName', 'email'])

function InstructorForm({ existing, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const save = useSaveRegistered(existing)
  const form = useForm({
    initialValues: {
      givenName: existing?.givenName ?? '',
      infix: existing?.infix ?? '',
      familyName: existing?.familyName ?? '',
      email: existing?.email ?? '',
      phone: existing?.phone ?? '',
      postcode: existing?.postcode ?? '',
      city: existing?.city ?? '',
      languages: existing?.languages ?? ['nl' as const],
      locale: existing?.locale ?? ('nl' as const),
      suspended: Boolean(existing?.suspendedAt),
    },
    validate: {
      givenName: all(required, maxLength(200)),
      familyName: all(required, maxLength(200)),
      email: all(required, email, maxLength(254)),
    },
  })

  function submit(values: typeof form.values) {
    save.mutate(values, {
      onSuccess: () => {
        toast({ message: t('registry.saved') })
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
      fieldOfCode={{ instructor_registered: 'email' }}
      onCancel={onClose}
      inDialog
    >
      {TEXTS.map((field) => (
        <TextInput
          key={field}
          label={t(`registry.${field}`)}
          required={REQUIRED.has(field)}
          data-path={field}
          {...form.getInputProps(field)}
        />
      ))}
      <MultiSelect
        label={t('registry.languages')}
        required
        data={LANGUAGES.map((value) => ({ value, label: t(`staffing.languages.${value}`) }))}
        data-path="languages"
        {...form.getInputProps('languages')}
      />
      <Select
        label={t('registry.locale')}
        data={[
          { value: 'nl', label: t('app.account.dutch') },
          { value: 'en', label: t('app.account.english') },
        ]}
        allowDeselect={false}
        {...form.getInputProps('locale')}
      />
      {existing ? (
        <Checkbox
          label={t('registry.suspended')}
          description={t('registry.suspendedHint')}
          {...form.getInputProps('suspended', { type: 'checkbox' })}
        />
      ) : null}
    </FormShell>
  )
}

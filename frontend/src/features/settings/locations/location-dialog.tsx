import { Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required, wholeNumber } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { type Location, useSaveLocation } from './queries'

interface Props {
  opened: boolean
  /** The location to change, or null to add one. */
  existing: Location | null
  onClose: () => void
}

export function LocationDialog({ opened, existing, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(existing ? 'settings.locations.edit' : 'settings.locations.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <LocationForm key={existing?.version} existing={existing} onClose={onClose} />
    </Modal>
  )
}

const TEXTS = ['name', 'address', 'postcode', 'city'] as const
const MOST_PLACES = 10_000

function LocationForm({ existing, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const save = useSaveLocation(existing)
  const form = useForm({
    initialValues: {
      name: existing?.name ?? '',
      address: existing?.address ?? '',
      postcode: existing?.postcode ?? '',
      city: existing?.city ?? '',
      directions: existing?.directions ?? '',
      capacity: (existing?.capacity ?? '') as number | string,
    },
    validate: {
      name: all(required, maxLength(200)),
      address: maxLength(200),
      postcode: maxLength(200),
      city: maxLength(200),
      directions: maxLength(5000),
      capacity: wholeNumber(1, MOST_PLACES),
    },
  })

  function submit({ capacity, ...texts }: typeof form.values) {
    save.mutate(
      { ...texts, capacity: capacity === '' ? null : Number(capacity) },
      {
        onSuccess: () => {
          toast({ message: t('settings.locations.saved') })
          onClose()
        },
      },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('common.save')}
      onCancel={onClose}
      inDialog
    >
      {TEXTS.map((path) => (
        <TextInput
          key={path}
          label={t(`settings.locations.${path}`)}
          required={path === 'name'}
          data-path={path}
          {...form.getInputProps(path)}
        />
      ))}
      <Textarea
        label={t('settings.locations.directions')}
        description={t('settings.locations.directionsHint')}
        autosize
        minRows={2}
        maxRows={8}
        data-path="directions"
        {...form.getInputProps('directions')}
      />
      <NumberInput
        label={t('settings.locations.capacity')}
        allowDecimal={false}
        data-path="capacity"
        {...form.getInputProps('capacity')}
      />
    </FormShell>
  )
}

import { ActionIcon, Group, Select, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { toastError } from '@/forms/action-toast'
import { FormShell } from '@/forms/form-shell'
import { all, chosen, day, required } from '@/forms/rules'
import { useFormat, useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Dialog } from '@/ui/dialog'
import { Icon } from '@/ui/icons/icon'
import { toast } from '@/ui/toast'
import { certifiedTypes, type Registered, useDisqualify, useQualify } from './queries'

interface Props {
  instructor: Registered | null
  onClose: () => void
}

/** What somebody may teach and until when, and giving him another type. */
export function QualificationsDialog({ instructor, onClose }: Props) {
  const t = useT()
  return (
    <Dialog
      opened={instructor !== null}
      onClose={onClose}
      title={t('registry.qualificationsOf', { name: instructor?.name ?? '' })}
    >
      {instructor ? (
        <Stack>
          <Held instructor={instructor} />
          <QualifyForm key={instructor.qualifications.length} instructor={instructor} onClose={onClose} />
        </Stack>
      ) : null}
    </Dialog>
  )
}

function Held({ instructor }: { instructor: Registered }) {
  const t = useT()
  const format = useFormat()
  const disqualify = useDisqualify(instructor.id)
  if (instructor.qualifications.length === 0) return <span>{t('registry.noQualifications')}</span>
  return (
    <Stack gap="xs" component="ul" p={0} m={0}>
      {instructor.qualifications.map(({ id, typeName, validFrom, validTo }) => (
        <Group key={id} justify="space-between" wrap="nowrap" component="li">
          <span>
            {typeName}, {format.date(validFrom)} {validTo ? `- ${format.date(validTo)}` : t('registry.noEnd')}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('registry.disqualify', { type: typeName })}
            onClick={() => disqualify.mutate(id, { onError: toastError })}
          >
            <Icon name="trash" />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  )
}

function QualifyForm({ instructor, onClose }: { instructor: Registered; onClose: () => void }) {
  const t = useT()
  const types = useQuery(certifiedTypes)
  const qualify = useQualify(instructor.id)
  const form = useForm({
    initialValues: { courseTypeId: '', validFrom: '', validTo: '' },
    validate: { courseTypeId: chosen, validFrom: all(required, day), validTo: day },
  })

  function submit({ courseTypeId, validFrom, validTo }: typeof form.values) {
    qualify.mutate(
      { courseTypeId, validFrom, validTo: validTo || null },
      { onSuccess: () => toast({ message: t('registry.qualified') }) },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={qualify.isPending}
      submitError={qualify.error}
      submitLabel={t('registry.qualify')}
      fieldOfCode={{ qualification_overlaps: 'validFrom' }}
      onCancel={onClose}
      inDialog
    >
      <Select
        label={t('registry.type')}
        required
        searchable
        data={(types.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        data-path="courseTypeId"
        {...form.getInputProps('courseTypeId')}
      />
      <DateField
        label={t('registry.validFrom')}
        required
        data-path="validFrom"
        {...form.getInputProps('validFrom')}
        value={form.values.validFrom}
      />
      <DateField
        label={t('registry.validTo')}
        data-path="validTo"
        {...form.getInputProps('validTo')}
        value={form.values.validTo}
      />
    </FormShell>
  )
}

import { Checkbox, Fieldset, Group, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import {
  checkDocuments,
  DocumentFields,
  documentField,
  documentNames,
  documentValues,
} from '@/forms/required-documents'
import { all, chosen, maxLength, required, time, wholeNumber } from '@/forms/rules'
import { translate, useT } from '@/i18n/use-t'
import { Dialog } from '@/ui/dialog'
import { Notice } from '@/ui/notice'
import { TimeField } from '@/ui/time-field'
import { toast } from '@/ui/toast'
import { type CertifiedType, useSaveType } from './queries'

interface Props {
  opened: boolean
  /** The type to change, or null to add one. */
  existing: CertifiedType | null
  onSaved?: (type: CertifiedType) => void
  onClose: () => void
}

const MOST_MONTHS = 240
const MOST_TRAINEES = 1000
const CODE_LENGTH = 40

const valuesOf = (type: CertifiedType | null) => ({
  code: type?.code ?? '',
  name: type?.name ?? '',
  validityMonths: (type?.validityMonths ?? '') as number | string,
  starts: type?.starts ?? '09:00',
  ends: type?.ends ?? '17:00',
  maxTrainees: (type?.maxTrainees ?? 12) as number | string,
  isCode95: type?.isCode95 ?? false,
  ...documentValues(type?.requiredDocuments ?? ['attendance_list']),
})
type Values = ReturnType<typeof valuesOf>

function check(values: Values) {
  const t = translate()
  const whole = (most: number) => all<number | string>(chosen, wholeNumber(1, most))
  const ends = all<string>(required, time)(values.ends)
  const backwards =
    values.ends <= values.starts ? t('courses.form.endBeforeStart', { ends: values.ends }) : null
  const errors = {
    code: all(required, maxLength(CODE_LENGTH))(values.code),
    name: all(required, maxLength(200))(values.name),
    validityMonths: whole(MOST_MONTHS)(values.validityMonths),
    starts: all<string>(required, time)(values.starts),
    ends: ends ?? backwards,
    maxTrainees: whole(MOST_TRAINEES)(values.maxTrainees),
  }
  const broken = Object.entries(errors).filter(([, message]) => message !== null)
  return { ...Object.fromEntries(broken), ...checkDocuments(values, t) }
}

/** Adds a certified course type, or changes one for courses that are booked from then on (R-CRT-01). */
export function TypeDialog({ opened, existing, ...rest }: Props) {
  const t = useT()
  return (
    <Dialog opened={opened} onClose={rest.onClose} title={t(existing ? 'catalog.edit' : 'catalog.new')}>
      <TypeForm key={`${existing?.id}-${existing?.version}`} existing={existing} {...rest} />
    </Dialog>
  )
}

function TypeForm({ existing, onSaved, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const save = useSaveType(existing)
  const form = useForm<Values>({ initialValues: valuesOf(existing), validate: check })
  const months = Number(form.values.validityMonths)
  const newValidity = existing !== null && months > 0 && months !== existing.validityMonths

  function submit({ attendanceList, exams, ownDocuments, ...values }: Values) {
    const body = {
      ...values,
      validityMonths: Number(values.validityMonths),
      maxTrainees: Number(values.maxTrainees),
      requiredDocuments: documentNames({ attendanceList, exams, ownDocuments }),
    }
    save.mutate(body, {
      onSuccess: (type) => {
        toast({
          message: newValidity ? t('catalog.savedValidity', { count: months }) : t('catalog.saved'),
        })
        onClose()
        onSaved?.(type)
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
      fieldOfCode={{ course_type_code_in_use: 'code', course_type_name_in_use: 'name' }}
      rename={(path) => {
        const [first = '', index = ''] = path.split('.')
        return first === 'requiredDocuments' ? documentField(index, form.values) : path
      }}
      onCancel={onClose}
      inDialog
    >
      <TextInput label={t('catalog.name')} required data-path="name" {...form.getInputProps('name')} />
      <TextInput
        label={t('catalog.code')}
        description={t('catalog.codeHint')}
        required
        data-path="code"
        {...form.getInputProps('code')}
      />
      <NumberInput
        label={t('catalog.validity')}
        description={t('catalog.validityHint')}
        required
        allowDecimal={false}
        data-path="validityMonths"
        {...form.getInputProps('validityMonths')}
      />
      {newValidity ? (
        <Notice tone="info">
          {t('catalog.validityChanges', { from: existing.validityMonths, to: months })}
        </Notice>
      ) : null}
      <Group grow align="flex-start">
        <TimeField
          label={t('courses.form.starts')}
          required
          data-path="starts"
          {...form.getInputProps('starts')}
          value={form.values.starts}
        />
        <TimeField
          label={t('courses.form.ends')}
          required
          data-path="ends"
          {...form.getInputProps('ends')}
          value={form.values.ends}
        />
      </Group>
      <NumberInput
        label={t('courses.form.maxTrainees')}
        required
        allowDecimal={false}
        data-path="maxTrainees"
        {...form.getInputProps('maxTrainees')}
      />
      <Checkbox
        label={t('catalog.code95')}
        data-path="isCode95"
        {...form.getInputProps('isCode95', { type: 'checkbox' })}
      />
      <Fieldset legend={t('courses.form.documents')}>
        <DocumentFields form={form} />
      </Fieldset>
    </FormShell>
  )
}

import { NumberInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { courseTypes } from '../queries'
import type { CourseType } from '../types'
import type { CourseForm } from './use-course-form'

interface Props {
  form: CourseForm
  onChoose: (type: CourseType) => void
}

/** The type of a course: one of CIBOT's, or for an external course also a word of one's own (R-CRS-04). */
export function TypeField({ form, onChoose }: Props) {
  const t = useT()
  const { kind, type, validityMonths } = form.values
  const external = kind === 'external'
  const [q] = useDebouncedValue(type.id ? '' : type.text.trim(), 200)
  const found = useQuery(courseTypes(kind, q)).data?.items
  const isNew = external && type.text.trim() !== '' && !type.id && found && !sameName(found, type.text)

  function pick(id: string) {
    const chosen = found?.find((one) => one.id === id)
    if (chosen) onChoose(chosen)
  }

  return (
    <>
      <LookupField
        label={t('courses.form.type')}
        description={external ? t('courses.form.typeHintExternal') : t('courses.form.typeHintCertified')}
        required
        data-path="type"
        error={form.errors.type}
        text={type.text}
        onText={(text) => form.setFieldValue('type', { id: null, text })}
        options={found?.map(({ id, name }) => ({ key: id, label: name }))}
        onPick={pick}
        nothing={t('courses.form.typeNothing')}
        own={isNew ? t('courses.form.typeNew', { name: type.text.trim() }) : undefined}
        onClear={() => form.setFieldValue('type', { id: null, text: '' })}
      />
      {isNew || validityMonths !== '' ? (
        <NumberInput
          label={t('courses.form.validity')}
          description={t('courses.form.validityHint')}
          data-path="validityMonths"
          min={1}
          max={240}
          allowDecimal={false}
          clampBehavior="none"
          maw="24rem"
          error={form.errors.validityMonths}
          value={validityMonths}
          onChange={(value) => form.setFieldValue('validityMonths', value === '' ? '' : Number(value))}
        />
      ) : null}
    </>
  )
}

const sameName = (types: CourseType[], text: string) =>
  types.some(({ name }) => name.toLowerCase() === text.trim().toLowerCase())

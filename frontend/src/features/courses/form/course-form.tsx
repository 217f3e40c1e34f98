import { NumberInput } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { FormShell } from '@/forms/form-shell'
import { DocumentFields } from '@/forms/required-documents'
import { useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import type { CourseType } from '../types'
import { fieldOf } from './body'
import classes from './course-form.module.css'
import { DayFields } from './day-fields'
import { ExtraFields } from './extra-fields'
import { InstructorFields } from './instructor-fields'
import { LocationField } from './location-field'
import { TypeField } from './type-field'
import { type CourseForm as Form, takeType } from './use-course-form'

interface Props {
  form: Form
  /** Called again with `true` when the user books a busy instructor all the same. */
  onSave: (acceptDoubleBooking: boolean) => void
  saving: boolean
  error: unknown
  onForgetError: () => void
  onCancel: () => void
  courseId?: string
  hasTrainees?: boolean
  validityMonths?: number | null
  onType?: (type: CourseType) => void
}

/** Cursusdetails (R-CRS-01): every field of a course on one page. */
export function CourseForm(props: Props) {
  const { form } = props
  const t = useT()
  const taken = useRef<CourseType | null>(null)

  function chooseOther() {
    props.onForgetError()
    form.getInputNode('mainInstructor')?.focus()
  }

  function choose(type: CourseType) {
    takeType(form, type, taken.current)
    taken.current = type
    props.onType?.(type)
  }

  return (
    <>
      <FormShell
        form={form}
        onSubmit={() => props.onSave(false)}
        loading={props.saving}
        submitError={props.error}
        submitLabel={t('common.save')}
        rename={(path) => fieldOf(path, form.values)}
        handledCodes={['instructor_busy']}
        onCancel={props.onCancel}
        keepsInput
      >
        <Section title={t('courses.form.what')}>
          <TypeField form={form} onChoose={choose} />
        </Section>
        <Section title={t('courses.form.when')}>
          <DayFields form={form} />
          <ExpiryField form={form} validityMonths={props.validityMonths ?? null} />
        </Section>
        <Section title={t('courses.form.who')}>
          <InstructorFields form={form} courseId={props.courseId} />
        </Section>
        <Section title={t('courses.form.where')}>
          <NumberInput
            label={t('courses.form.maxTrainees')}
            required
            min={1}
            max={1000}
            allowDecimal={false}
            clampBehavior="none"
            maw="16rem"
            data-path="maxTrainees"
            {...form.getInputProps('maxTrainees')}
          />
          <LocationField form={form} />
        </Section>
        <Section title={t('courses.form.extra')}>
          <ExtraFields form={form} hasTrainees={props.hasTrainees ?? false} />
        </Section>
        <Section title={t('courses.form.documents')}>
          <DocumentFields form={form} />
        </Section>
      </FormShell>
      <ConflictDialog
        error={props.error}
        loading={props.saving}
        onBookAnyway={() => props.onSave(true)}
        onChooseOther={chooseOther}
      />
    </>
  )
}

function ExpiryField({ form, validityMonths }: { form: Form; validityMonths: number | null }) {
  const t = useT()
  return (
    <DateField
      label={t('courses.form.expiresOn')}
      description={
        validityMonths
          ? t('courses.form.expiresHintMonths', { count: validityMonths })
          : t('courses.form.expiresHint')
      }
      {...form.getInputProps('expiresOn')}
      value={form.values.expiresOn}
      data-path="expiresOn"
    />
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.section}>
      <legend>{title}</legend>
      <div className={classes.fields}>{children}</div>
    </fieldset>
  )
}

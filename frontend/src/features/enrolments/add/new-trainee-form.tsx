import { Button, Checkbox, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useState } from 'react'
import { useModuleActive } from '@/api/session'
import { type CustomerChoice, CustomerField } from '@/forms/customer-field'
import { FormShell } from '@/forms/form-shell'
import { all, day, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { splitName } from '@/lib/names'
import { DateField } from '@/ui/date-field/date-field'
import classes from '../enrolments.module.css'
import type { EnrolledCourse } from '../types'
import { FullNotice } from './full-notice'
import { KnownNotice } from './known-notice'
import { useAdd } from './use-add'

interface Props {
  course: EnrolledCourse
  /** What was typed in search of somebody; becomes the name. */
  name: string
  onExisting: () => void
  onClose: () => void
}

type Values = {
  givenName: string
  infix: string
  familyName: string
  birthDate: string
  email: string
  phone: string
  customer: CustomerChoice | null
}

const EMPTY: Values = {
  givenName: '',
  infix: '',
  familyName: '',
  birthDate: '',
  email: '',
  phone: '',
  customer: null,
}

/** Fills in a trainee who is not known yet and enrols at once; who turns out to be known is shown (R-CRS-08). */
export function NewTraineeForm({ course, name, onExisting, onClose }: Props) {
  const t = useT()
  const { add, busy, error } = useAdd(course.id)
  const [another, setAnother] = useState(false)
  const form = useForm<Values>({
    initialValues: { ...EMPTY, ...named(name) },
    validate: {
      givenName: all(required, maxLength(100)),
      infix: maxLength(30),
      familyName: all(required, maxLength(100)),
      birthDate: day,
      email: all(email, maxLength(254)),
      phone: maxLength(30),
    },
  })
  const finish = () => (another ? form.setValues(EMPTY) : onClose())

  function submit(accept: { acceptDouble?: boolean; acceptWaitingList?: boolean }) {
    const { acceptWaitingList = false, acceptDouble = false } = accept
    add({ trainee: { ...toTrainee(form.getValues()), acceptDouble }, acceptWaitingList }, finish)
  }

  return (
    <FormShell
      form={form}
      onSubmit={() => submit({})}
      loading={busy}
      submitError={error}
      submitLabel={t('enrolments.add.submit')}
      rename={(path) => path.replace(/^trainee\./, '').replace(/^customerId$/, 'customer')}
      handledCodes={['course_full', 'trainee_known']}
      inDialog
      aside={
        <Button variant="subtle" onClick={onExisting}>
          {t('enrolments.add.existing')}
        </Button>
      }
    >
      <TraineeFields form={form} />
      <Checkbox
        label={t('enrolments.add.another')}
        checked={another}
        onChange={(event) => setAnother(event.currentTarget.checked)}
      />
      <KnownNotice
        error={error}
        onUse={(traineeId) => add({ traineeId }, finish)}
        onAddAnyway={() => submit({ acceptDouble: true })}
      />
      <FullNotice
        error={error}
        maxTrainees={course.maxTrainees}
        name={[form.values.givenName, form.values.infix, form.values.familyName].filter(Boolean).join(' ')}
        onWait={() => submit({ acceptWaitingList: true })}
      />
    </FormShell>
  )
}

function TraineeFields({ form }: { form: UseFormReturnType<Values> }) {
  const t = useT()
  const hasCustomers = useModuleActive()('customers')
  const text = (path: keyof Values) => ({ 'data-path': path, ...form.getInputProps(path) })
  return (
    <>
      <div className={classes.name}>
        <TextInput label={t('enrolments.add.givenName')} required {...text('givenName')} />
        <TextInput label={t('enrolments.add.infix')} {...text('infix')} />
        <TextInput label={t('enrolments.add.familyName')} required {...text('familyName')} />
      </div>
      <div className={classes.pairOfFields}>
        <DateField
          label={t('enrolments.add.birthDate')}
          yearRule="past"
          {...text('birthDate')}
          value={form.values.birthDate}
        />
        <TextInput label={t('enrolments.add.phone')} type="tel" {...text('phone')} />
      </div>
      <TextInput
        label={t('enrolments.add.email')}
        description={t('enrolments.add.emailHint')}
        type="email"
        {...text('email')}
      />
      {hasCustomers ? (
        <CustomerField
          value={form.values.customer}
          onChange={(customer) => form.setFieldValue('customer', customer)}
          error={form.errors.customer}
          data-path="customer"
        />
      ) : null}
    </>
  )
}

function named(typed: string): Partial<Values> {
  if (typed.includes('@')) return { email: typed.trim() }
  const { givenName, infix, familyName } = splitName(typed)
  return { givenName, infix: infix ?? '', familyName }
}

function toTrainee({ customer, birthDate, email, ...rest }: Values): Record<string, unknown> {
  return {
    ...rest,
    birthDate: birthDate || null,
    email: email.trim() || null,
    customerId: customer?.id ?? null,
  }
}

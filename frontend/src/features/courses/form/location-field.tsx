import { useQuery } from '@tanstack/react-query'
import { useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { locationChoices } from '../queries'
import type { LocationChoice } from '../types'
import type { CourseForm } from './use-course-form'

const named = ({ name, city }: LocationChoice) => (city ? `${name}, ${city}` : name)

/** Where the course is: one of the provider's own training locations, or any address. */
export function LocationField({ form }: { form: CourseForm }) {
  const t = useT()
  const { location } = form.values
  const typed = location.id ? '' : location.text.trim().toLowerCase()
  const all = useQuery(locationChoices()).data?.items
  const found = all?.filter((one) => named(one).toLowerCase().includes(typed))

  function pick(id: string) {
    const chosen = all?.find((one) => one.id === id)
    if (chosen) form.setFieldValue('location', { id, text: named(chosen) })
  }

  return (
    <LookupField
      label={t('courses.form.location')}
      description={t('courses.form.locationHint')}
      data-path="location"
      error={form.errors.location}
      text={location.text}
      onText={(text) => form.setFieldValue('location', { id: null, text })}
      options={found?.map((one) => ({ key: one.id, label: one.name, hint: one.city }))}
      onPick={pick}
      nothing={t('courses.form.locationNothing')}
      own={typed ? t('courses.form.locationOwn', { text: location.text.trim() }) : undefined}
      onClear={() => form.setFieldValue('location', { id: null, text: '' })}
    />
  )
}

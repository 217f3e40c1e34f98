import { type UseFormInput, useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useFormat } from '@/i18n/use-t'
import { type CourseReminders, type ExpiryReminders, type Resource, useChangeReminders } from './queries'

/** The form of one kind of reminder, which stays on the screen after saving. */
export function useReminderForm<
  S extends CourseReminders | ExpiryReminders,
  V extends Record<string, unknown>,
>(resource: Resource, found: S, pick: (found: S) => V, validate: UseFormInput<V>['validate']) {
  const format = useFormat()
  const save = useChangeReminders<S>(resource)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const base = useRef(found)
  const form = useForm<V>({ initialValues: pick(found), validate })

  function take(fresh: S) {
    base.current = fresh
    form.setInitialValues(pick(fresh))
    form.setValues(pick(fresh))
    form.resetDirty(pick(fresh))
  }

  function submit(body: Record<string, unknown>) {
    save.mutate(
      { version: base.current.version, body },
      {
        onSuccess: (saved) => {
          take(saved)
          setSavedAt(format.clock(new Date().toISOString()))
        },
      },
    )
  }

  return { form, save, savedAt, submit }
}

import { type UseFormInput, useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '@/i18n/use-t'
import { type Provider, useChangeProvider } from './queries'

/**
 * The form of one card of settings, which saves on its own. What another card or another person saved meanwhile is
 * taken over; only where it touches what is being typed here, saving is refused and the typed values stay.
 */
export function useSettingsCard<V extends Record<string, unknown>>(
  provider: Provider,
  pick: (provider: Provider) => V,
  validate: UseFormInput<V>['validate'],
) {
  const format = useFormat()
  const save = useChangeProvider()
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const base = useRef(provider)
  const form = useForm<V>({ initialValues: pick(provider), validate })

  function take(fresh: Provider) {
    base.current = fresh
    form.setInitialValues(pick(fresh))
    form.setValues(pick(fresh))
    form.resetDirty(pick(fresh))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only newly read settings may touch the form
  useEffect(() => {
    const same = JSON.stringify(pick(base.current)) === JSON.stringify(pick(provider))
    if (same) base.current = provider
    else if (!form.isDirty()) take(provider)
  }, [provider])

  function submit(values: V) {
    save.mutate(
      { version: base.current.version, body: values },
      {
        onSuccess: (saved) => {
          take(saved)
          setSavedAt(format.clock(new Date().toISOString()))
        },
      },
    )
  }

  return { form, save, savedAt, submit, reload: () => take(provider) }
}

import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { isApiError } from '@/api/errors'
import { useCan } from '@/api/session'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import type { useSettingsCard } from './use-settings-card'

interface Props<V extends Record<string, unknown>> {
  title: string
  lead?: string
  card: ReturnType<typeof useSettingsCard<V>>
  children: ReactNode
}

/** One subject of the organisation's settings with its own button to save. */
export function SettingsCard<V extends Record<string, unknown>>({ title, lead, card, children }: Props<V>) {
  const t = useT()
  const can = useCan()
  const { form, save, savedAt, submit, reload } = card
  const outdated = isApiError(save.error, 'changed_meanwhile')
  return (
    <SectionCard title={title} lead={lead}>
      <FormShell
        form={form}
        inCard
        readOnly={!can('settings:write')}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t('common.save')}
        savedAt={savedAt}
        onSubmit={submit}
        aside={
          outdated ? (
            <Button
              variant="default"
              onClick={() => {
                save.reset()
                reload()
              }}
            >
              {t('common.form.reload')}
            </Button>
          ) : null
        }
      >
        {children}
      </FormShell>
    </SectionCard>
  )
}

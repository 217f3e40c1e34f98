import { NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { FormShell } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { type MailLane, useSetLane } from './queries'

const MOST = 1_000_000

/** How many mails of the provider leave on a day; without a number there is no maximum (R-MAIL-02). */
export function CapForm({ providerId, lane }: { providerId: string; lane: MailLane }) {
  const t = useT()
  const format = useFormat()
  const save = useSetLane(providerId)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const form = useForm<{ dailyCap: number | string }>({
    initialValues: { dailyCap: lane.dailyCap ?? '' },
    validate: {
      dailyCap: (value) =>
        value === '' || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST)
          ? null
          : t('operator.capWrong', { most: format.number(MOST) }),
    },
  })

  function submit({ dailyCap }: { dailyCap: number | string }) {
    save.mutate(
      { dailyCap: dailyCap === '' ? null : Number(dailyCap) },
      {
        onSuccess: () => {
          form.setInitialValues({ dailyCap })
          form.resetDirty({ dailyCap })
          setSavedAt(format.clock(new Date().toISOString()))
        },
      },
    )
  }

  const today =
    lane.dailyCap === null
      ? null
      : t('operator.capToday', {
          today: format.number(lane.countedToday),
          cap: format.number(lane.dailyCap),
        })
  return (
    <FormShell
      form={form}
      inCard
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('common.save')}
      savedAt={savedAt}
      onSubmit={submit}
    >
      <NumberInput
        label={t('operator.cap')}
        description={[t('operator.capHint'), today].filter(Boolean).join(' ')}
        allowDecimal={false}
        thousandSeparator="."
        decimalSeparator=","
        styles={{ wrapper: { maxWidth: '10rem' } }}
        data-path="dailyCap"
        {...form.getInputProps('dailyCap')}
      />
    </FormShell>
  )
}

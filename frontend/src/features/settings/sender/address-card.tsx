import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength, required } from '@/forms/rules'
import { useFormat, useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { type Sender, useRemoveSender, useSetSender } from './queries'

/** The address itself. Saving sends nothing from it yet: its domain has to allow that first. */
export function AddressCard({ sender }: { sender: Sender }) {
  const t = useT()
  const format = useFormat()
  const save = useSetSender()
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const form = useForm({
    initialValues: { address: sender.address ?? '' },
    validate: { address: all(required, email, maxLength(254)) },
  })

  function take(address: string) {
    form.setInitialValues({ address })
    form.setValues({ address })
    form.resetDirty({ address })
  }

  function submit({ address }: { address: string }) {
    save.mutate(
      { version: sender.version, address },
      {
        onSuccess: (saved) => {
          take(saved.address ?? '')
          setSavedAt(format.clock(new Date().toISOString()))
        },
      },
    )
  }

  return (
    <SectionCard title={t('sender.address')} lead={t('sender.addressLead')}>
      <FormShell
        form={form}
        inCard
        readOnly={!useCan()('settings:write')}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t('common.save')}
        savedAt={savedAt}
        onSubmit={submit}
        aside={sender.address ? <Removal sender={sender} onDone={() => take('')} /> : null}
      >
        <TextInput
          label={t('sender.email')}
          description={t('sender.emailHint')}
          type="email"
          required
          data-path="address"
          {...form.getInputProps('address')}
        />
      </FormShell>
    </SectionCard>
  )
}

function Removal({ sender, onDone }: { sender: Sender; onDone: () => void }) {
  const t = useT()
  const remove = useRemoveSender()
  const [asking, setAsking] = useState(false)
  const submit = () =>
    remove.mutate(sender.version, {
      onSuccess: () => {
        setAsking(false)
        onDone()
        toast({ message: t('sender.removed') })
      },
      onError: toastError,
    })
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('sender.remove')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('sender.removeTitle')}
        confirmLabel={t('sender.remove')}
        danger
        loading={remove.isPending}
        onConfirm={submit}
        onCancel={() => setAsking(false)}
      >
        {t('sender.removeText', { portal: sender.portalAddress })}
      </ConfirmDialog>
    </>
  )
}

import { Modal, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSession } from '@/api/session'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { type Instructor, useWriteTo } from './queries'

interface Props {
  /** To whom; null while the dialog is closed. */
  instructor: Instructor | null
  onClose: () => void
}

/** Writes to an instructor without knowing the address: the mail goes out by the portal (R-INS-02). */
export function ContactDialog({ instructor, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={instructor !== null}
      onClose={onClose}
      size="lg"
      title={t('instructors.contactTitle', { name: instructor?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {instructor ? <ContactForm instructor={instructor} onClose={onClose} /> : null}
    </Modal>
  )
}

function ContactForm({ instructor, onClose }: { instructor: Instructor; onClose: () => void }) {
  const t = useT()
  const { provider } = useSession()
  const write = useWriteTo(instructor)
  const form = useForm({
    initialValues: { subject: '', text: '' },
    validate: { subject: all(required, maxLength(200)), text: all(required, maxLength(5000)) },
  })
  const submit = (values: typeof form.values) =>
    write.mutate(values, {
      onSuccess: () => {
        toast({ message: t('instructors.written', { name: instructor.name }) })
        onClose()
      },
    })
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={write.isPending}
      submitError={write.error}
      submitLabel={t('instructors.send')}
      onCancel={onClose}
      inDialog
    >
      <p>{t('instructors.contactLead', { provider: provider?.name ?? '' })}</p>
      <TextInput
        label={t('instructors.subject')}
        required
        data-autofocus
        data-path="subject"
        {...form.getInputProps('subject')}
      />
      <Textarea
        label={t('instructors.text')}
        required
        autosize
        minRows={6}
        maxRows={16}
        data-path="text"
        {...form.getInputProps('text')}
      />
    </FormShell>
  )
}

import { Checkbox, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useSaveView } from '../mutations'
import type { CourseSearch } from './search'

interface Props {
  search: CourseSearch
  opened: boolean
  onClose: () => void
}

/** Keeps the filters of the list under a name, for oneself or for colleagues too. */
export function SaveViewDialog({ opened, ...rest }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={t('courses.views.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SaveViewForm {...rest} />
    </Modal>
  )
}

function SaveViewForm({ search, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const save = useSaveView()
  const form = useForm({
    initialValues: { name: '', shared: false },
    validate: { name: (name) => (name.trim() ? null : t('courses.views.needName')) },
  })

  function submit({ name, shared }: { name: string; shared: boolean }) {
    save.mutate(
      { name: name.trim(), shared, filters: { ...search } },
      {
        onSuccess: () => {
          toast({ message: t('courses.views.saved', { name: name.trim() }) })
          onClose()
        },
      },
    )
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('courses.views.submit')}
      onCancel={onClose}
      inDialog
    >
      <TextInput
        label={t('courses.views.name')}
        description={t('courses.views.nameHint')}
        required
        data-autofocus
        data-path="name"
        {...form.getInputProps('name')}
      />
      <Checkbox label={t('courses.views.share')} {...form.getInputProps('shared', { type: 'checkbox' })} />
    </FormShell>
  )
}

import { Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormShell } from '@/forms/form-shell'
import { all, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { ROLES, type UserRole, useInvite } from './queries'

/** Invites a colleague by mail (R-ACC-02). */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('settings.users.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <InviteForm onClose={onClose} />
    </Modal>
  )
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const t = useT()
  const invite = useInvite()
  const form = useForm({
    initialValues: { name: '', email: '', role: 'planner' as UserRole, locale: 'nl' as 'nl' | 'en' },
    validate: { name: all(required, maxLength(200)), email: all(required, email, maxLength(254)) },
  })
  const submit = (values: typeof form.values) =>
    invite.mutate(values, {
      onSuccess: (made) => {
        toast({ message: t('settings.users.invited', { email: made.email }) })
        onClose()
      },
    })
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={invite.isPending}
      submitError={invite.error}
      submitLabel={t('settings.users.invite')}
      fieldOfCode={{ already_member: 'email' }}
      onCancel={onClose}
      inDialog
    >
      <TextInput label={t('settings.users.name')} required data-path="name" {...form.getInputProps('name')} />
      <TextInput
        label={t('settings.users.email')}
        description={t('settings.users.emailHint')}
        type="email"
        required
        data-path="email"
        {...form.getInputProps('email')}
      />
      <Radio.Group label={t('settings.users.role')} {...form.getInputProps('role')}>
        <Stack gap="xs" mt="xs">
          {ROLES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={t(`app.roles.${role}`)}
              description={t(`settings.users.roleHint.${role}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t('settings.users.locale')}
        data={[
          { value: 'nl', label: t('app.account.dutch') },
          { value: 'en', label: t('app.account.english') },
        ]}
        allowDeselect={false}
        {...form.getInputProps('locale')}
      />
    </FormShell>
  )
}

import { List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { FormShell } from '@/forms/form-shell'
import { all, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import { erasureQuery, type Trainee, useErase } from './queries'

interface Props {
  trainee: Trainee
  opened: boolean
  onClose: () => void
}

/** Erases a trainee: says what goes and what stays, and asks for the reason and the name (R-ACC-04). */
export function EraseDialog({ trainee, opened, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('privacy.erasure.title', { name: trainee.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <Contents trainee={trainee} onClose={onClose} />
    </Modal>
  )
}

function Contents({ trainee, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const query = useQuery(erasureQuery(trainee.id))
  return (
    <QueryView query={query}>
      {(plan) => (
        <Stack>
          <section>
            <Text fw={600}>{t('privacy.erasure.goes')}</Text>
            <List>
              <List.Item>{t('privacy.erasure.person')}</List.Item>
              <List.Item>{t('privacy.erasure.mails', { count: plan.mails })}</List.Item>
              <List.Item>{t('privacy.erasure.mailsToOthers', { count: plan.mailsToOthers })}</List.Item>
              <List.Item>{t('privacy.erasure.rest')}</List.Item>
            </List>
          </section>
          <section>
            <Text fw={600}>{t('privacy.erasure.stays')}</Text>
            <List>
              <List.Item>{t('privacy.erasure.enrolments', { count: plan.enrolments })}</List.Item>
              <List.Item>
                {t('privacy.erasure.certificates', { count: plan.certificates })}{' '}
                {plan.validCertificates
                  ? t('privacy.erasure.valid', { count: plan.validCertificates })
                  : null}
              </List.Item>
              <List.Item>{t('privacy.erasure.uploads')}</List.Item>
            </List>
          </section>
          {plan.coursesAhead.length > 0 ? (
            <Notice tone="warning" title={t('privacy.erasure.blockedTitle')}>
              {t('privacy.erasure.blocked', {
                courses: plan.coursesAhead.map((number) => `#${number}`).join(', '),
              })}
            </Notice>
          ) : (
            <EraseForm trainee={trainee} onClose={onClose} />
          )}
        </Stack>
      )}
    </QueryView>
  )
}

function EraseForm({ trainee, onClose }: Omit<Props, 'opened'>) {
  const t = useT()
  const erase = useErase(trainee.id)
  const form = useForm({
    initialValues: { reason: '', name: '' },
    validate: {
      reason: all(required, maxLength(500)),
      name: (typed) =>
        typed.trim().toLowerCase() === trainee.name.toLowerCase()
          ? null
          : t('privacy.erasure.nameDiffers', { name: trainee.name }),
    },
  })

  function submit() {
    erase.mutate(form.getValues().reason, {
      onSuccess: () => {
        toast({ message: t('privacy.erasure.done') })
        onClose()
      },
    })
  }

  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={erase.isPending}
      submitError={erase.error}
      submitLabel={t('privacy.erasure.submit')}
      onCancel={onClose}
      inDialog
    >
      <TextInput
        label={t('privacy.erasure.reason')}
        description={t('privacy.erasure.reasonHint')}
        required
        data-path="reason"
        {...form.getInputProps('reason')}
      />
      <TextInput
        label={t('privacy.erasure.name')}
        description={t('privacy.erasure.nameHint', { name: trainee.name })}
        required
        autoComplete="off"
        data-path="name"
        {...form.getInputProps('name')}
      />
    </FormShell>
  )
}

import { Button, Image, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useClipboard } from '@mantine/hooks'
import { FormShell } from '@/forms/form-shell'
import { required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { PasswordField } from '@/ui/password-field'
import { toast } from '@/ui/toast'
import classes from './account.module.css'
import { type NewSecret, useBeginSecondStep, useConfirmSecondStep, useLeaveSecondStep } from './queries'

/** Asks for the password before a secret is made. */
export function BeginForm({ onMade }: { onMade: (secret: NewSecret) => void }) {
  const t = useT()
  const begin = useBeginSecondStep()
  const form = useForm({ initialValues: { current: '' }, validate: { current: required } })
  return (
    <FormShell
      form={form}
      inDialog
      loading={begin.isPending}
      submitError={begin.error}
      submitLabel={t('account.secondStep.begin')}
      onSubmit={(values) => begin.mutate(values, { onSuccess: onMade })}
    >
      <PasswordField
        label={t('account.password.current')}
        autoComplete="current-password"
        required
        data-path="current"
        {...form.getInputProps('current')}
      />
    </FormShell>
  )
}

/** The secret to scan or to type, and the code that shows that the app has it. */
export function ConfirmForm({ made, onDone }: { made: NewSecret; onDone: (codes: string[]) => void }) {
  const t = useT()
  const confirm = useConfirmSecondStep()
  const form = useForm({ initialValues: { code: '' }, validate: { code: required } })
  return (
    <FormShell
      form={form}
      inDialog
      loading={confirm.isPending}
      submitError={confirm.error}
      submitLabel={t('account.secondStep.confirm')}
      onSubmit={(values) => confirm.mutate(values, { onSuccess: ({ codes }) => onDone(codes) })}
    >
      <p>{t('account.secondStep.scan')}</p>
      <Image src={made.image} alt={t('account.secondStep.image')} w={220} h={220} fit="contain" />
      <TextInput
        label={t('account.secondStep.secret')}
        value={made.secret}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <TextInput
        label={t('account.secondStep.code')}
        autoComplete="one-time-code"
        required
        data-path="code"
        {...form.getInputProps('code')}
      />
    </FormShell>
  )
}

/** Recovery codes: shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useT()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <>
      <Notice tone="warning">{t('account.secondStep.keep')}</Notice>
      <ul className={classes.codes} aria-label={t('account.secondStep.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => clipboard.copy(codes.join('\n'))}>
          {clipboard.copied ? t('common.copied') : t('common.copy')}
        </Button>
        <Button onClick={onDone}>{t('account.secondStep.kept')}</Button>
      </div>
    </>
  )
}

/** Back to one step: takes password and code. */
export function LeaveForm() {
  const t = useT()
  const leave = useLeaveSecondStep()
  const form = useForm({
    initialValues: { current: '', code: '' },
    validate: { current: required, code: required },
  })
  return (
    <FormShell
      form={form}
      inDialog
      loading={leave.isPending}
      submitError={leave.error}
      submitLabel={t('account.secondStep.leave')}
      onSubmit={(values) =>
        leave.mutate(values, { onSuccess: () => toast({ message: t('account.secondStep.left') }) })
      }
    >
      <PasswordField
        label={t('account.password.current')}
        autoComplete="current-password"
        required
        data-path="current"
        {...form.getInputProps('current')}
      />
      <TextInput
        label={t('account.secondStep.anyCode')}
        autoComplete="one-time-code"
        required
        data-path="code"
        {...form.getInputProps('code')}
      />
    </FormShell>
  )
}

import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { isApiError } from '@/api/errors'
import { FormShell } from '@/forms/form-shell'
import { all, day, email, maxLength, required } from '@/forms/rules'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { DateField } from '@/ui/date-field/date-field'
import { useGo } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import { type Trainee, useSaveTrainee } from './queries'

type Values = {
  givenName: string
  infix: string
  familyName: string
  birthDate: string
  email: string
  phone: string
  remarks: string
}

/** Adds or changes a trainee; who seems to be known already is told before a double is made. */
export function TraineeForm({ trainee }: { trainee: Trainee | null }) {
  const t = useT()
  const go = useGo()
  const save = useSaveTrainee(trainee)
  const form = useForm<Values>({
    initialValues: {
      givenName: trainee?.givenName ?? '',
      infix: trainee?.infix ?? '',
      familyName: trainee?.familyName ?? '',
      birthDate: trainee?.birthDate ?? '',
      email: trainee?.email ?? '',
      phone: trainee?.phone ?? '',
      remarks: trainee?.remarks ?? '',
    },
    validate: {
      givenName: all(required, maxLength(100)),
      infix: maxLength(30),
      familyName: all(required, maxLength(100)),
      birthDate: day,
      email: all(email, maxLength(254)),
      phone: maxLength(30),
    },
  })

  function submit(acceptDouble: boolean) {
    const { birthDate, email: address, ...rest } = form.getValues()
    const body = {
      ...rest,
      birthDate: birthDate || null,
      email: address.trim() || null,
      locale: trainee?.locale ?? 'nl',
      customerId: trainee?.customer?.id ?? null,
      acceptDouble,
    } as Parameters<typeof save.mutate>[0]
    save.mutate(body, {
      onSuccess: (saved) => {
        form.resetDirty()
        toast({ message: t('people.traineeSaved') })
        void go(paths.trainee(saved.id))
      },
    })
  }

  const text = (path: keyof Values) => ({ 'data-path': path, ...form.getInputProps(path) })
  return (
    <FormShell
      form={form}
      onSubmit={() => submit(false)}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t('common.save')}
      handledCodes={['trainee_known']}
    >
      <TextInput label={t('people.givenName')} required {...text('givenName')} />
      <TextInput label={t('people.infix')} {...text('infix')} />
      <TextInput label={t('people.familyName')} required {...text('familyName')} />
      <DateField
        label={t('people.birthDate')}
        description={t('people.birthDateHint')}
        yearRule="past"
        {...text('birthDate')}
        value={form.values.birthDate}
      />
      <TextInput
        label={t('people.email')}
        description={t('people.emailHint')}
        type="email"
        {...text('email')}
      />
      <TextInput label={t('people.phone')} type="tel" {...text('phone')} />
      <TextInput label={t('people.remarks')} {...text('remarks')} />
      {isApiError(save.error, 'trainee_known') ? (
        <Notice tone="warning" title={t('people.double')}>
          {t('people.doubleText')}{' '}
          <Button variant="default" onClick={() => submit(true)}>
            {t('people.doubleAdd')}
          </Button>
        </Notice>
      ) : null}
    </FormShell>
  )
}

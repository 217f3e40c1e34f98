import { TagsInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo, useState } from 'react'
import type { Schemas } from '@/api/types'
import { toastError } from '@/forms/action-toast'
import { FormShell } from '@/forms/form-shell'
import { emptyDocument, isBlank } from '@/forms/rich-text/document'
import { contextOf, useChips } from '@/forms/rich-text/use-chips'
import { WordingFields } from '@/forms/rich-text/wording-fields'
import { email } from '@/forms/rules'
import { translate, useLocale, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { AttachmentField } from './attachment-field'
import { toBody } from './body'
import { LessonMaterialTick } from './lesson-material-tick'
import classes from './mailing-form.module.css'
import { PlanPanel } from './plan-panel'
import { useSendMailing, useUndoMailing } from './queries'
import { TemplateChoice } from './template-choice'
import type { MailingValues } from './types'
import { WhoChoice } from './who-choice'

interface Props {
  courseId: string
  audience: Schemas['Audience']
  selected: readonly string[]
}

function brokenAddress(addresses: readonly string[]): string | null {
  const broken = addresses.find((address) => email(address) !== null)
  return broken ? translate()('mailings.ccBroken', { address: broken }) : null
}

/** Writes the mailing and sends it. Whether it can go is read from what is filled in, never from key strokes. */
export function MailingForm({ courseId, audience, selected }: Props) {
  const t = useT()
  const go = useGo()
  const locale = useLocale()
  const send = useSendMailing(courseId)
  const undo = useUndoMailing()
  const [templateLoading, setTemplateLoading] = useState(false)
  const form = useForm<MailingValues>({
    initialValues: {
      templateId: null,
      looseTemplateId: null,
      bulk: false,
      language: locale,
      who: selected.length > 0 ? 'selected' : 'notInvited',
      cc: [],
      subject: emptyDocument(),
      body: emptyDocument(),
      attachmentIds: [],
      lessonMaterial: false,
    },
    validate: {
      cc: brokenAddress,
      subject: (value) => (isBlank(value) ? translate()('editor.blankSubject') : null),
      body: (value) => (isBlank(value) ? translate()('editor.blankBody') : null),
    },
  })
  const { values } = form
  const chips = useChips(contextOf(audience, values.bulk))
  const body = useMemo(() => toBody(values, audience, selected), [values, audience, selected])

  function sent(mailing: Schemas['MailingView']) {
    toast({
      message: t('mailings.sending', { count: mailing.mailCount }),
      undo: () =>
        undo.mutate(mailing.id, {
          onSuccess: () => toast({ message: t('mailings.undone'), tone: 'info' }),
          onError: toastError,
        }),
    })
    void go(paths.course(courseId))
  }

  return (
    <div className={classes.columns}>
      <FormShell
        form={form}
        loading={send.isPending || templateLoading}
        submitError={send.error}
        submitLabel={t('mailings.send')}
        onSubmit={() => send.mutate(body, { onSuccess: sent })}
        onCancel={() => void go(paths.course(courseId))}
        rename={(path) => (path.startsWith('attachmentIds') ? 'attachmentIds' : path)}
      >
        <TemplateChoice form={form} audience={audience} onLoading={setTemplateLoading} />
        {audience === 'trainees' ? (
          <WhoChoice
            value={values.who}
            selected={selected.length}
            onChange={(who) => form.setFieldValue('who', who)}
          />
        ) : null}
        <TagsInput
          label={t('mailings.cc')}
          description={t('mailings.ccHint')}
          acceptValueOnBlur
          splitChars={[',', ';', ' ']}
          inputMode="email"
          {...form.getInputProps('cc')}
        />
        <WordingFields
          value={values}
          chips={chips}
          errors={form.errors}
          onChange={(field, text) => form.setFieldValue(field, text)}
        />
        <LessonMaterialTick
          courseId={courseId}
          {...form.getInputProps('lessonMaterial', { type: 'checkbox' })}
        />
        <AttachmentField
          onChange={(ids) => form.setFieldValue('attachmentIds', ids)}
          ids={values.attachmentIds}
        />
      </FormShell>
      <PlanPanel courseId={courseId} body={body} chips={chips} />
    </div>
  )
}

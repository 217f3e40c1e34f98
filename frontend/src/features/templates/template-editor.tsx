import { SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { MAX_ATTACHMENT_BYTES, type Template, useUploadAttachment } from '@/api/templates'
import { FormShell, InlineError } from '@/forms/form-shell'
import { asDocument, emptyDocument, isBlank } from '@/forms/rich-text/document'
import { contextOf, useChips } from '@/forms/rich-text/use-chips'
import { WordingFields } from '@/forms/rich-text/wording-fields'
import { all, maxLength, required } from '@/forms/rules'
import { translate, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { FileField } from '@/ui/file-field'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { ArchiveTemplate } from './archive-template'
import { ExampleChoice } from './example-choice'
import { useSaveTemplate } from './mutations'
import { PreviewPanel } from './preview-panel'
import classes from './template-editor.module.css'
import { VersionList } from './version-list'

const USUAL = 'usual'

function initialValues(template: Template | null) {
  return {
    name: template?.name ?? '',
    language: template?.language ?? ('nl' as const),
    bulk: template?.bulk ?? false,
    subject: template ? asDocument(template.subject) : emptyDocument(),
    body: template ? asDocument(template.body) : emptyDocument(),
    attachmentId: template?.attachmentId ?? null,
    formOfAddress: template?.formOfAddress ?? null,
  }
}

/** Writes or changes a template, with what it becomes beside it. */
export function TemplateEditor({ template }: { template: Template | null }) {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const save = useSaveTemplate(template)
  const upload = useUploadAttachment()
  const [fileName, setFileName] = useState<string | null>(
    template?.attachmentId ? t('templates.attachmentKept') : null,
  )
  const form = useForm({
    initialValues: initialValues(template),
    validate: {
      name: all(required, maxLength(200)),
      subject: (value) => (isBlank(value) ? translate()('editor.blankSubject') : null),
      body: (value) => (isBlank(value) ? translate()('editor.blankBody') : null),
    },
  })
  const { bulk, subject, body, language, formOfAddress } = form.values
  const chips = useChips(contextOf('trainees', bulk))

  function attach(file: File) {
    upload.mutate(file, {
      onSuccess: (attachment) => {
        form.setFieldValue('attachmentId', attachment.id)
        setFileName(attachment.name)
      },
    })
  }

  function saved() {
    toast({ message: t(template ? 'templates.changed' : 'templates.created') })
    void go(paths.templates())
  }

  return (
    <div className={classes.columns}>
      <FormShell
        form={form}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t('common.save')}
        onSubmit={(values) => save.mutate(values, { onSuccess: saved })}
        onCancel={() => void go(paths.templates())}
        aside={template && can('templates:write') ? <ArchiveTemplate template={template} /> : null}
      >
        {template ? null : (
          <ExampleChoice
            language={language}
            onChoose={(example) =>
              form.setValues({
                name: example.name,
                bulk: example.bulk,
                subject: asDocument(example.subject),
                body: asDocument(example.body),
              })
            }
          />
        )}
        <TextInput
          label={t('templates.name')}
          description={t('templates.nameHint')}
          required
          {...form.getInputProps('name')}
        />
        <div>
          <div className={classes.label}>{t('templates.language')}</div>
          <SegmentedControl
            aria-label={t('templates.language')}
            value={language}
            onChange={(value) => form.setFieldValue('language', value === 'en' ? 'en' : 'nl')}
            data={[
              { value: 'nl', label: t('templates.languages.nl') },
              { value: 'en', label: t('templates.languages.en') },
            ]}
          />
        </div>
        {language === 'nl' ? (
          <div>
            <div className={classes.label}>{t('templates.form')}</div>
            <SegmentedControl
              aria-label={t('templates.form')}
              value={formOfAddress ?? USUAL}
              onChange={(value) => form.setFieldValue('formOfAddress', value === USUAL ? null : value)}
              data={[
                { value: USUAL, label: t('templates.formUsual') },
                { value: 'je' as const, label: t('templates.formJe') },
                { value: 'u' as const, label: t('templates.formU') },
              ]}
            />
            <div className={classes.hint}>{t('templates.formHint')}</div>
          </div>
        ) : null}
        <Switch
          label={t('templates.bulk')}
          description={t('templates.bulkHint')}
          {...form.getInputProps('bulk', { type: 'checkbox' })}
        />
        <WordingFields
          value={{ subject, body }}
          chips={chips}
          errors={form.errors}
          onChange={(field, text) => form.setFieldValue(field, text)}
        />
        <FileField
          label={t('templates.attachment')}
          maxBytes={MAX_ATTACHMENT_BYTES}
          chosen={fileName}
          loading={upload.isPending}
          error={upload.error ? <InlineError error={upload.error} /> : undefined}
          onChoose={attach}
          onRemove={() => {
            form.setFieldValue('attachmentId', null)
            setFileName(null)
          }}
        />
        {template ? <VersionList template={template} /> : null}
      </FormShell>
      <PreviewPanel
        sketch={{ subject, body, language, formOfAddress, bulk, audience: 'trainees' }}
        chips={chips}
      />
    </div>
  )
}

import { Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { templateQuery, templatesQuery } from '@/api/templates'
import type { Schemas } from '@/api/types'
import { toastError } from '@/forms/action-toast'
import { asDocument } from '@/forms/rich-text/document'
import { useT } from '@/i18n/use-t'
import { localStore } from '@/lib/storage'
import type { MailingValues } from './types'

interface Props {
  form: UseFormReturnType<MailingValues>
  audience: Schemas['Audience']
  /** Told while the words of a template are on their way: what is sent meanwhile would lack them. */
  onLoading: (loading: boolean) => void
}

const OWN = 'own'

/** Chooses the words to begin with. What was chosen last time stands ready, so that sending takes one click. */
export function TemplateChoice({ form, audience, onLoading }: Props) {
  const t = useT()
  const client = useQueryClient()
  const { data: templates } = useQuery(templatesQuery)
  const remembered = `cbot-template-${audience}`
  const offered = templates?.filter((template) => audience === 'trainees' || !template.bulk)
  const started = useRef(false)

  async function choose(id: string | null) {
    if (!id || id === OWN) {
      form.setFieldValue('templateId', null)
      return
    }
    onLoading(true)
    const template = await client
      .fetchQuery(templateQuery(id))
      .catch(toastError)
      .finally(() => onLoading(false))
    if (!template) return
    localStore.write(remembered, id)
    form.setValues({
      templateId: id,
      bulk: template.bulk,
      language: template.language,
      subject: asDocument(template.subject),
      body: asDocument(template.body),
      attachmentIds: template.attachmentId ? [template.attachmentId] : [],
    })
    form.clearErrors()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the templates are there
  useEffect(() => {
    if (started.current || !offered) return
    started.current = true
    const last = localStore.read(remembered)
    if (last && offered.some((template) => template.id === last)) void choose(last)
  }, [offered])

  const choices = offered?.map((template) => ({
    value: template.id,
    label: template.bulk ? t('mailings.templateBulk', { name: template.name }) : template.name,
  }))
  const loose = offered?.filter((template) => !template.bulk)
  return (
    <>
      <Select
        label={t('mailings.template')}
        data={[{ value: OWN, label: t('mailings.noTemplate') }, ...(choices ?? [])]}
        value={form.values.templateId ?? OWN}
        onChange={(id) => void choose(id)}
        searchable={(choices?.length ?? 0) > 8}
        data-path="templateId"
      />
      {form.values.bulk && audience === 'trainees' ? (
        <Select
          label={t('mailings.loose')}
          description={t('mailings.looseHint')}
          data={[
            { value: OWN, label: t('mailings.looseNone') },
            ...(loose ?? []).map((template) => ({ value: template.id, label: template.name })),
          ]}
          value={form.values.looseTemplateId ?? OWN}
          onChange={(id) => form.setFieldValue('looseTemplateId', id === OWN ? null : id)}
          data-path="looseTemplateId"
        />
      ) : null}
    </>
  )
}

import type { ReactNode } from 'react'
import { useT } from '@/i18n/use-t'
import type { MailDocument } from './document'
import { DocumentField } from './document-field'
import { UnavailableNotice } from './unavailable-notice'
import type { Chip } from './variable-node'

interface Wording {
  subject: MailDocument
  body: MailDocument
}

interface Props {
  value: Wording
  chips: readonly Chip[]
  errors: { subject?: ReactNode; body?: ReactNode }
  onChange: (field: keyof Wording, text: MailDocument) => void
}

/** What a mail says: subject and body, and which of its variables have no value (R-INV-02). */
export function WordingFields({ value, chips, errors, onChange }: Props) {
  const t = useT()
  return (
    <>
      <DocumentField
        label={t('editor.subject')}
        required
        oneLine
        chips={chips}
        value={value.subject}
        onChange={(text) => onChange('subject', text)}
        error={errors.subject}
        data-path="subject"
      />
      <DocumentField
        label={t('editor.body')}
        required
        chips={chips}
        value={value.body}
        onChange={(text) => onChange('body', text)}
        error={errors.body}
        data-path="body"
      />
      <UnavailableNotice parts={[value.subject, value.body]} chips={chips} />
    </>
  )
}

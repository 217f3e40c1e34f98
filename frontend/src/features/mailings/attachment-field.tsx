import { useState } from 'react'
import { errorText } from '@/api/error-text'
import { MAX_ATTACHMENT_BYTES, useUploadAttachment } from '@/api/templates'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'

interface Props {
  ids: readonly string[]
  onChange: (ids: string[]) => void
}

/** One file that goes along with every mail. It is uploaded at once, so that a refusal comes before sending. */
export function AttachmentField({ ids, onChange }: Props) {
  const t = useT()
  const upload = useUploadAttachment()
  const [own, setOwn] = useState<{ id: string; name: string } | null>(null)
  const [first] = ids
  const name = first === undefined ? null : own?.id === first ? own.name : t('templates.attachmentKept')

  function choose(file: File) {
    upload.mutate(file, {
      onSuccess: (attachment) => {
        setOwn(attachment)
        onChange([attachment.id])
      },
    })
  }

  return (
    <FileField
      label={t('mailings.attachment')}
      maxBytes={MAX_ATTACHMENT_BYTES}
      chosen={name}
      loading={upload.isPending}
      error={upload.error ? errorText(upload.error) : undefined}
      onChoose={choose}
      onRemove={() => onChange([])}
    />
  )
}

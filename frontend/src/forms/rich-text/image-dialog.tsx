import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { type KeyboardEvent, useState } from 'react'
import { errorText } from '@/api/error-text'
import { type Attachment, MAX_ATTACHMENT_BYTES, useUploadAttachment } from '@/api/templates'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'

const PICTURES = 'image/png,image/jpeg,image/gif,image/webp'

/** Puts a picture in the text, with the words for who does not see it. */
export function ImageDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT()
  const upload = useUploadAttachment()
  const [file, setFile] = useState<Attachment | null>(null)
  const [alt, setAlt] = useState('')
  const [asked, setAsked] = useState(false)

  function place() {
    if (!file) return setAsked(true)
    editor
      .chain()
      .focus()
      .insertContent({ type: 'image', attrs: { fileId: file.id, alt: alt.trim() } })
      .run()
    onClose()
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    // The dialog stands inside the page's form, whose own button is not meant here.
    event.preventDefault()
    event.stopPropagation()
    place()
  }

  const missing = asked && !file ? t('editor.imageMissing') : undefined
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('editor.imageTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <FileField
          label={t('editor.imageFile')}
          accept={PICTURES}
          maxBytes={MAX_ATTACHMENT_BYTES}
          chosen={file?.name ?? null}
          loading={upload.isPending}
          error={upload.error ? errorText(upload.error) : missing}
          onChoose={(chosen) => upload.mutate(chosen, { onSuccess: setFile })}
          onRemove={() => setFile(null)}
        />
        <TextInput
          label={t('editor.imageAlt')}
          description={t('editor.imageAltHint')}
          value={alt}
          maxLength={300}
          onKeyDown={press}
          onChange={(event) => setAlt(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button onClick={place}>{t('editor.imagePlace')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

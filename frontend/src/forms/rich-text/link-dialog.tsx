import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { type KeyboardEvent, useState } from 'react'
import { useT } from '@/i18n/use-t'
import { isMailLink } from './extensions'

/** `cibot.nl` becomes an https address and `jan@cibot.nl` one to mail to. */
function completed(typed: string): string {
  const address = typed.trim()
  if (/^[a-z]+:/i.test(address) || address === '') return address
  return address.includes('@') ? `mailto:${address}` : `https://${address}`
}

export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT()
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''))
  const [broken, setBroken] = useState(false)

  function place() {
    const href = completed(address)
    if (!isMailLink(href)) return setBroken(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && !editor.isActive('link')) {
      chain
        .insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] })
        .run()
    } else {
      chain.setLink({ href }).run()
    }
    onClose()
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    // The dialog stands inside the page's form, whose own button is not meant here.
    event.preventDefault()
    event.stopPropagation()
    place()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('editor.linkTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <TextInput
          label={t('editor.linkAddress')}
          placeholder="https://"
          value={address}
          error={broken ? t('editor.linkBroken') : undefined}
          data-autofocus
          onKeyDown={press}
          onChange={(event) => {
            setAddress(event.currentTarget.value)
            setBroken(false)
          }}
        />
        <Group justify="flex-end" gap="xs">
          {editor.isActive('link') ? (
            <Button
              variant="default"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run()
                onClose()
              }}
            >
              {t('editor.linkRemove')}
            </Button>
          ) : null}
          <Button onClick={place}>{t('editor.linkPlace')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

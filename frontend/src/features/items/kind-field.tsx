import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { errorText } from '@/api/error-text'
import { useT } from '@/i18n/use-t'
import { type ItemKind, useAddKind } from './queries'
import { keyOf } from './values'

interface Props {
  kinds: readonly ItemKind[]
  value: string
  error?: React.ReactNode
  onChange: (kind: string) => void
}

const NEW = 'new'

/** The kind of an item: one that everybody has, an own one, or a new one. */
export function KindField({ kinds, value, error, onChange }: Props) {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const options = [
    ...kinds.map((kind) => ({ value: keyOf(kind), label: kind.name })),
    { value: NEW, label: t('items.newKind') },
  ]
  return (
    <>
      <Select
        label={t('items.kind')}
        required
        searchable
        data={options}
        value={value || null}
        error={error}
        data-path="kind"
        allowDeselect={false}
        onChange={(chosen) => (chosen === NEW ? setAdding(true) : onChange(chosen ?? ''))}
      />
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('items.newKind')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <NewKind
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            setAdding(false)
            onChange(id)
          }}
        />
      </Modal>
    </>
  )
}

function NewKind({ onAdded, onClose }: { onAdded: (id: string) => void; onClose: () => void }) {
  const t = useT()
  const add = useAddKind()
  const [name, setName] = useState('')
  const [empty, setEmpty] = useState(false)
  function submit() {
    setEmpty(name.trim() === '')
    if (name.trim() !== '') add.mutate(name.trim(), { onSuccess: (kind) => onAdded(kind.id ?? '') })
  }
  return (
    <Stack>
      <TextInput
        label={t('items.newKindName')}
        description={t('items.newKindHint')}
        required
        maxLength={200}
        value={name}
        error={empty ? t('errors.field.required') : add.error ? errorText(add.error) : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={add.isPending} onClick={submit}>
          {t('common.add')}
        </Button>
      </Group>
    </Stack>
  )
}

import { SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type DragEvent, useState } from 'react'
import { errorText } from '@/api/error-text'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'
import { Notice } from '@/ui/notice'
import classes from '../imports.module.css'
import { type Purpose, useSubmitList } from '../queries'
import type { TraineeImport } from '../types'

const MAX_BYTES = 10_485_760

interface Props {
  purpose: Purpose
  onRead: (found: TraineeImport) => void
}

/** A file or pasted cells; either is only read here, nothing is saved yet. */
export function SourceStep({ purpose, onRead }: Props) {
  const t = useT()
  const [way, setWay] = useState<'file' | 'paste'>('file')
  return (
    <Stack maw="40rem">
      <Notice tone="info">{t('imports.source.safe')}</Notice>
      <SegmentedControl
        aria-label={t('imports.steps.file')}
        value={way}
        onChange={(next) => setWay(next === 'paste' ? 'paste' : 'file')}
        data={[
          { value: 'file', label: t('imports.source.file') },
          { value: 'paste', label: t('imports.source.paste') },
        ]}
      />
      {way === 'file' ? (
        <FileSource purpose={purpose} onRead={onRead} />
      ) : (
        <PasteSource purpose={purpose} onRead={onRead} />
      )}
    </Stack>
  )
}

function FileSource({ purpose, onRead }: Props) {
  const t = useT()
  const submit = useSubmitList(purpose)
  const [over, setOver] = useState(false)
  const [name, setName] = useState<string | null>(null)

  function choose(file: File) {
    setName(file.name)
    submit.mutate({ file }, { onSuccess: onRead })
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) choose(file)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileField
        label={t('imports.source.drop')}
        description={t('imports.source.accepted')}
        accept=".xlsx,.csv,.txt,.tsv"
        maxBytes={MAX_BYTES}
        chosen={name}
        loading={submit.isPending}
        error={submit.error ? errorText(submit.error) : undefined}
        onChoose={choose}
      />
      {submit.isPending ? <p role="status">{t('imports.source.reading')}</p> : null}
    </div>
  )
}

function PasteSource({ purpose, onRead }: Props) {
  const t = useT()
  const submit = useSubmitList(purpose)
  const form = useForm({
    initialValues: { text: '' },
    validate: { text: (text) => (text.trim() ? null : t('imports.source.nothing')) },
  })
  return (
    <FormShell
      form={form}
      onSubmit={({ text }) => submit.mutate({ text }, { onSuccess: onRead })}
      loading={submit.isPending}
      submitError={submit.error}
      submitLabel={t('imports.source.next')}
      rename={(path) => (path === 'file' ? 'text' : path)}
    >
      <Textarea
        label={t('imports.source.pasteLabel')}
        description={t('imports.source.pasteHint')}
        rows={12}
        spellCheck={false}
        classNames={{ input: classes.paste }}
        data-path="text"
        {...form.getInputProps('text')}
      />
    </FormShell>
  )
}

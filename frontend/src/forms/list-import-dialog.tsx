import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { rest } from '@/api/client'
import { errorText, fieldText } from '@/api/error-text'
import type { Schemas } from '@/api/types'
import { useAction } from '@/api/use-action'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'
import { toast } from '@/ui/toast'
import { InlineError } from './form-shell'

type Preview = Schemas['ListPreview']

const MAX_BYTES = 10_485_760
const SHOWN = 20

interface Props {
  opened: boolean
  title: string
  lead: string
  /** Paths without the version: the preview asks, the import does. */
  previewPath: string
  importPath: string
  /** First element of the query keys that show the things that come in. */
  queryKey: string
  onClose: () => void
}

/** Takes over a list of things: choose a file, see what becomes of its rows, then agree. */
export function ListImportDialog(props: Props) {
  const t = useT()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Steps {...props} />
    </Modal>
  )
}

function bodyOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}

function Steps({ lead, previewPath, importPath, queryKey, onClose }: Props) {
  const t = useT()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const preview = useAction({ mutationFn: (file: File) => rest.upload<Preview>(previewPath, bodyOf(file)) })
  const run = useAction({
    mutationFn: (file: File) => rest.upload<Schemas['ListOutcome']>(importPath, bodyOf(file)),
    onSuccess: ({ created }) => {
      toast({ message: t('common.listImport.done', { count: created }) })
      void client.invalidateQueries({ queryKey: [queryKey] })
      onClose()
    },
  })
  function choose(chosen: File) {
    setFile(chosen)
    preview.mutate(chosen)
  }
  const accepted = preview.data?.accepted ?? 0
  return (
    <Stack>
      <p>{lead}</p>
      <FileField
        label={t('common.listImport.file')}
        description={t('common.listImport.limit')}
        accept=".xlsx,.csv,.txt"
        maxBytes={MAX_BYTES}
        chosen={file?.name ?? null}
        loading={preview.isPending}
        error={preview.error ? errorText(preview.error) : undefined}
        onChoose={choose}
      />
      {preview.data ? <Verdicts preview={preview.data} /> : null}
      <InlineError error={run.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {file && accepted > 0 ? (
          <Button loading={run.isPending} onClick={() => run.mutate(file)}>
            {t('common.listImport.run', { count: accepted })}
          </Button>
        ) : null}
      </Group>
    </Stack>
  )
}

function Verdicts({ preview }: { preview: Preview }) {
  const t = useT()
  return (
    <div role="status">
      <p>{t('common.listImport.accepted', { count: preview.accepted })}</p>
      {preview.refused > 0 ? (
        <>
          <p>{t('common.listImport.refused', { count: preview.refused })}</p>
          <ul>
            {preview.refusedRows.slice(0, SHOWN).map((row) => (
              <li key={row.number}>
                {t('common.listImport.row', { number: row.number, reason: reasonOf(row) })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

function reasonOf(row: Preview['refusedRows'][number]): string {
  return row.problems
    .map(({ field, code, value }) => {
      const text = fieldText({ pointer: `/${field}`, code, detail: code })
      return value ? `${value}: ${text}` : text
    })
    .join(' ')
}

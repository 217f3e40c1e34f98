import { Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { FormShell } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import { toast } from '@/ui/toast'
import { fieldKey } from './place'
import { problemText, reasonText } from './problems'
import { useCorrectRow } from './queries'
import type { ImportColumn, ImportRow, TraineeImport } from './types'

interface Props {
  found: TraineeImport
  row: ImportRow | null
  onClose: () => void
}

/** Corrects one row of the list where it stands; it is judged again at once. */
export function FixDialog({ found, row, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={row !== null}
      onClose={onClose}
      title={t('imports.rows.fixTitle', { number: row?.rowNumber ?? 0 })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {row ? <FixForm key={row.rowNumber} found={found} row={row} onClose={onClose} /> : null}
    </Modal>
  )
}

function FixForm({ found, row, onClose }: Props & { row: ImportRow }) {
  const t = useT()
  const correct = useCorrectRow(found.id)
  const used = found.columns.filter(({ field }) => field !== null)
  const [judged, setJudged] = useState(row)
  const form = useForm({ initialValues: { cells: row.cells }, initialErrors: errorsOf(row, used) })

  function submit({ cells }: { cells: string[] }) {
    correct.mutate(
      { rowNumber: row.rowNumber, cells },
      {
        onSuccess: (next) => {
          setJudged(next)
          form.setErrors(errorsOf(next, used))
          if (next.verdict === 'refused') return
          toast({ message: t('imports.rows.fixed', { number: next.rowNumber }) })
          onClose()
        },
      },
    )
  }

  const loose = judged.problems.filter(({ column }) => !used.some(({ field }) => field === column))
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={correct.isPending}
      submitError={correct.error}
      submitLabel={t('imports.rows.fixSave')}
      onCancel={onClose}
      inDialog
    >
      {judged.verdict === 'refused' && judged !== row ? (
        <Notice tone="danger">{t('imports.rows.stillRefused')}</Notice>
      ) : null}
      {loose.map((problem) => (
        <Notice key={problem.code} tone="warning">
          {problemText(problem)}
        </Notice>
      ))}
      {used.map((column) => (
        <TextInput
          key={column.index}
          label={column.field ? t(`imports.fields.${fieldKey(column.field)}`) : column.header}
          data-path={`cells.${column.index}`}
          {...form.getInputProps(`cells.${column.index}`)}
          error={form.errors[`cells.${column.index}`]}
        />
      ))}
    </FormShell>
  )
}

/** What is wrong with the row, each at the cell of the column that fills the field. */
function errorsOf(row: ImportRow, columns: readonly ImportColumn[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const problem of row.problems.filter(({ level }) => level === 'error')) {
    const at = columns.find(({ field }) => field === problem.column)
    if (at) errors[`cells.${at.index}`] = reasonText(problem)
  }
  return errors
}

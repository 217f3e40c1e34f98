import { Button, Group, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { errorText } from '@/api/error-text'
import { isApiError } from '@/api/errors'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import classes from '../imports.module.css'
import { doubled, fieldKey, namesSomebody } from '../place'
import { useChangeImport } from '../queries'
import type { ImportColumn, ImportField, TraineeImport } from '../types'

interface Props {
  found: TraineeImport
  onNext: () => void
}

/** Which column fills which field: guessed from the headers, changed by the user where the guess is wrong. */
export function ColumnsStep({ found, onNext }: Props) {
  const t = useT()
  const change = useChangeImport(found)
  const [columns, setColumns] = useState(found.columns)
  const [tried, setTried] = useState(false)
  const twice = doubled(columns)
  const complete = namesSomebody(columns)

  function choose(index: number, field: ImportField | null) {
    setColumns(columns.map((column) => (column.index === index ? { ...column, field } : column)))
  }

  function submit() {
    setTried(true)
    if (!complete || twice.length > 0) return
    const chosen = columns.map(({ index, field }) => ({ index, field }))
    change.mutate({ columns: chosen }, { onSuccess: onNext })
  }

  return (
    <Stack>
      <p>{t('imports.columns.lead')}</p>
      {tried && !complete ? <Notice tone="danger">{t('imports.columns.noName')}</Notice> : null}
      {change.error ? <Notice tone="danger">{reasonOf(change.error)}</Notice> : null}
      <table className={classes.columns}>
        <thead>
          <tr>
            <th scope="col">{t('imports.columns.column')}</th>
            <th scope="col">{t('imports.columns.samples')}</th>
            <th scope="col">{t('imports.columns.means')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              fields={found.fields}
              isTwice={column.field !== null && twice.includes(column.field)}
              onChoose={(field) => choose(column.index, field)}
            />
          ))}
        </tbody>
      </table>
      <Group>
        <Button loading={change.isPending} onClick={submit}>
          {t('imports.columns.next')}
        </Button>
      </Group>
    </Stack>
  )
}

/** The API says which rule of the columns is broken at the columns themselves. */
function reasonOf(error: unknown): string {
  const first = isApiError(error) ? error.fields[0] : undefined
  return first ? first.detail : errorText(error)
}

interface RowProps {
  column: ImportColumn
  fields: ImportField[]
  isTwice: boolean
  onChoose: (field: ImportField | null) => void
}

function ColumnRow({ column, fields, isTwice, onChoose }: RowProps) {
  const t = useT()
  const header = column.header || t('imports.columns.noHeader', { number: column.index + 1 })
  const name = (field: ImportField) => t(`imports.fields.${fieldKey(field)}`)
  return (
    <tr>
      <th scope="row">{header}</th>
      <td className={classes.samples}>{column.samples.join(', ')}</td>
      <td>
        {column.forbidden ? (
          t('imports.columns.forbidden')
        ) : (
          <Select
            aria-label={t('imports.columns.meansFor', { header })}
            data={fields.map((field) => ({ value: field, label: name(field) }))}
            value={column.field}
            onChange={(field) => onChoose(fields.find((one) => one === field) ?? null)}
            placeholder={t('imports.columns.skip')}
            clearable
            clearButtonProps={{ 'aria-label': t('imports.columns.skip') }}
            error={
              isTwice && column.field ? t('imports.columns.twice', { field: name(column.field) }) : undefined
            }
          />
        )}
      </td>
    </tr>
  )
}

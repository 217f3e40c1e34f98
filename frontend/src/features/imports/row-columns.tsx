import { Button } from '@mantine/core'
import { type Translate, useFormat, useT } from '@/i18n/use-t'
import { fullName } from '@/lib/names'
import type { Column } from '@/tables/columns'
import { StatusBadge } from '@/ui/status-badge'
import classes from './imports.module.css'
import { problemText } from './problems'
import type { ImportRow } from './types'

export interface RowHandlers {
  onFix: (row: ImportRow) => void
  onOther: (row: ImportRow, isOtherPerson: boolean) => void
}

export function rowColumns(t: Translate, certificates: boolean, on: RowHandlers): Column<ImportRow>[] {
  const columns: Column<ImportRow>[] = [
    { id: 'number', header: t('imports.rows.number'), width: '4rem', cell: ({ rowNumber }) => rowNumber },
    {
      id: 'name',
      header: t('imports.fields.fullName'),
      card: 'title',
      cell: ({ values }) => fullName(values),
    },
    { id: 'born', header: t('imports.fields.birthDate'), cell: (row) => <Born row={row} /> },
    { id: 'email', header: t('imports.fields.email'), cell: ({ values }) => values.email },
    { id: 'customer', header: t('imports.fields.customer'), cell: ({ values }) => values.customer },
    {
      id: 'certificate',
      header: t('imports.fields.certificateType'),
      cell: (row) => <Certificate row={row} />,
    },
    { id: 'verdict', header: t('imports.rows.verdict'), cell: (row) => <Verdict row={row} /> },
    {
      id: 'actions',
      header: t('common.list.actions'),
      hideHeader: true,
      cell: (row) => <Actions row={row} {...on} />,
    },
  ]
  return columns.filter(({ id }) => certificates || id !== 'certificate')
}

function Certificate({ row: { values } }: { row: ImportRow }) {
  const format = useFormat()
  const held = values.certificate
  if (!held) return null
  return [held.type, held.expiresOn ? format.date(held.expiresOn) : ''].filter(Boolean).join(', ')
}

function Born({ row }: { row: ImportRow }) {
  const format = useFormat()
  return row.values.birthDate ? format.date(row.values.birthDate) : null
}

function Verdict({ row }: { row: ImportRow }) {
  return (
    <>
      <StatusBadge status={row.verdict} />
      {row.problems.map((problem) => (
        <span
          key={`${problem.column}-${problem.code}`}
          className={classes.problem}
          data-level={problem.level}
        >
          {problemText(problem)}
        </span>
      ))}
    </>
  )
}

function Actions({ row, onFix, onOther }: { row: ImportRow } & RowHandlers) {
  const t = useT()
  const doubtful = row.verdict === 'matched' || row.verdict === 'duplicate' || row.isOtherPerson
  return (
    <span className={classes.rowActions}>
      {doubtful ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onOther(row, !row.isOtherPerson)}>
          {row.isOtherPerson ? t('imports.rows.samePerson') : t('imports.rows.otherPerson')}
        </Button>
      ) : null}
      <Button
        variant={row.verdict === 'refused' ? 'default' : 'subtle'}
        size="compact-sm"
        aria-label={t('imports.rows.fix', { number: row.rowNumber })}
        onClick={() => onFix(row)}
      >
        {t('common.edit')}
      </Button>
    </span>
  )
}

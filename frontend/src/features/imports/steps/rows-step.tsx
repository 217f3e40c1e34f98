import { Anchor, Button, Checkbox, Group, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useModuleActive } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { Notice } from '@/ui/notice'
import { FixDialog } from '../fix-dialog'
import classes from '../imports.module.css'
import { toAdd } from '../place'
import { errorsFile, importRows, useAgree, useChangeImport, useCorrectRow } from '../queries'
import { rowColumns } from '../row-columns'
import type { ImportRow, TraineeImport, Verdict } from '../types'
import { VerdictFilter } from '../verdict-filter'

interface Props {
  found: TraineeImport
  verdict: Verdict | undefined
  onVerdict: (verdict: Verdict | undefined) => void
  onColumns: () => void
  onDiscard: () => void
}

const idOf = (row: ImportRow) => String(row.rowNumber)

/** What happens to each row, before anything is written: filtered, corrected, and then agreed with. */
export function RowsStep({ found, verdict, onVerdict, onColumns, onDiscard }: Props) {
  const t = useT()
  const format = useFormat()
  const list = useListing(importRows(found.id, verdict))
  const [fixing, setFixing] = useState<ImportRow | null>(null)
  const correct = useCorrectRow(found.id)
  const columns = useMemo(
    () =>
      rowColumns(t, found.options.certificates, {
        onFix: setFixing,
        onOther: ({ rowNumber }, isOtherPerson) =>
          correct.mutate({ rowNumber, isOtherPerson }, { onError: toastError }),
      }),
    [t, found.options.certificates, correct.mutate],
  )
  const { counts } = found
  const attention = counts.refused + counts.duplicate
  return (
    <Stack>
      <Notice tone={attention > 0 ? 'warning' : 'good'}>
        {attention > 0 ? `${t('imports.rows.attention', { count: attention })} ` : ''}
        {t('imports.rows.summary', {
          ready: format.number(counts.new + counts.matched),
          total: format.number(counts.total),
        })}
      </Notice>
      <Group justify="space-between">
        <VerdictFilter counts={counts} verdict={verdict} onChange={onVerdict} />
        {attention > 0 ? (
          <Anchor inherit href={errorsFile(found.id)} download>
            <Icon name="download" size={16} /> {t('imports.rows.errorsFile')}
          </Anchor>
        ) : null}
      </Group>
      <ListTable
        label={t('imports.rows.label')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={idOf}
        empty={<EmptyState icon="list" title={t('imports.rows.noneOfKind')} />}
      />
      <Agreement found={found} onColumns={onColumns} onDiscard={onDiscard} />
      <FixDialog found={found} row={fixing} onClose={() => setFixing(null)} />
    </Stack>
  )
}

function Agreement({ found, onColumns, onDiscard }: Pick<Props, 'found' | 'onColumns' | 'onDiscard'>) {
  const t = useT()
  const hasCustomers = useModuleActive()('customers')
  const change = useChangeImport(found)
  const agree = useAgree(found.id)
  const [waiting, setWaiting] = useState(false)
  const { options, counts, courseId } = found
  const count = toAdd(found)
  const label = options.certificates
    ? t('imports.rows.certify', { count })
    : count > 0
      ? t('imports.rows.agree', { count })
      : t('imports.rows.complete', { count: counts.matched })
  const set = (option: Partial<TraineeImport['options']>) =>
    change.mutate({ options: option }, { onError: toastError })
  return (
    <div className={classes.agreement}>
      <Stack gap="xs">
        {hasCustomers ? (
          <Checkbox
            label={t('imports.rows.createCustomers')}
            checked={options.createCustomers}
            onChange={(event) => set({ createCustomers: event.currentTarget.checked })}
          />
        ) : null}
        {courseId ? (
          <>
            <Checkbox
              label={t('imports.rows.enrolMatched')}
              checked={options.enrolMatched}
              onChange={(event) => set({ enrolMatched: event.currentTarget.checked })}
            />
            <Checkbox
              label={t('imports.rows.acceptWaiting')}
              checked={waiting}
              onChange={(event) => setWaiting(event.currentTarget.checked)}
            />
          </>
        ) : null}
      </Stack>
      <InlineError error={agree.error} />
      <Group>
        {counts.new + counts.matched > 0 ? (
          <Button loading={agree.isPending} onClick={() => agree.mutate(waiting)}>
            {label}
          </Button>
        ) : (
          <span>{t('imports.rows.agreeNone')}</span>
        )}
        <Button variant="default" onClick={onColumns}>
          {t('imports.rows.backToColumns')}
        </Button>
        <Button variant="subtle" onClick={onDiscard}>
          {t('imports.discard')}
        </Button>
      </Group>
    </div>
  )
}

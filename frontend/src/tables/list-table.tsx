import { Button, Checkbox } from '@mantine/core'
import { type ColumnDef, type Row, tableFeatures, useTable } from '@tanstack/react-table'
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import type { LoadedList } from '@/api/listing'
import { useT } from '@/i18n/use-t'
import { ListSkeleton } from '@/ui/skeletons'
import type { Column } from './columns'
import classes from './list-table.module.css'
import { LoadFailed } from './load-failed'
import { SortableHeader } from './sortable-header'
import { TableRow } from './table-row'
import { useRowKeys } from './use-row-keys'
import type { Selection } from './use-selection'

interface Props<T> {
  /** What the list is of; read out by screen readers. */
  label: string
  list: LoadedList<T>
  columns: readonly Column<T>[]
  rowId: (row: T) => string
  /** The name of a row in words, for its tick box. */
  rowName: (row: T) => string
  /** Opens the row: by a click, or Enter on the row that the keys are at. */
  onOpen?: (row: T) => void
  /** Shows a quick look at the row: by the space bar on the row that the keys are at. */
  onPreview?: (row: T) => void
  sort?: string
  onSort?: (sort: string) => void
  selection?: Selection
  /** Takes the place of the heading while rows are ticked. */
  bulkActions?: ReactNode
  /** What stands here when the list is empty. */
  empty: ReactNode
}

const features = tableFeatures({})

/** The one list: sorting, ticking, keys j k x Enter, cards on a phone, and more rows when asked for. */
export function ListTable<T extends object>(props: Props<T>) {
  const { list, columns, rowId, selection } = props
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const definitions = useMemo(() => toDefinitions(columns), [columns])
  const rows = list.rows ?? []
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowId })
  const model = table.getRowModel().rows
  const order = useMemo(() => rows.map(rowId), [rows, rowId])

  const tick = useCallback(
    (id: string, extend: boolean) => {
      if (extend) selection?.extendTo(id, order)
      else selection?.toggle(id)
    },
    [selection, order],
  )
  const opener = useLatest(props.onOpen)
  const open = useCallback((row: T) => opener.current?.(row), [opener])
  const previewer = useLatest(props.onPreview)
  const preview = useCallback((row: T) => previewer.current?.(row), [previewer])
  useRowKeys(root, {
    tick: (index) => selection && order[index] !== undefined && tick(order[index], false),
    open: (index) => rows[index] && open(rows[index]),
  })

  if (list.error && !list.rows) return <LoadFailed error={list.error} onRetry={list.retry} />
  if (!list.rows) return <ListSkeleton />
  if (list.rows.length === 0) return <>{props.empty}</>

  const ticked = selection ? order.filter((id) => selection.ids.has(id)) : []
  return (
    <div ref={root} className={classes.root}>
      {selection && ticked.length > 0 ? (
        <div className={classes.bulk} role="toolbar" aria-label={t('common.list.actions')}>
          <span aria-live="polite">{t('common.list.selected', { count: ticked.length })}</span>
          {props.bulkActions}
          <Button variant="subtle" size="compact-sm" onClick={selection.clear}>
            {t('common.list.clearSelection')}
          </Button>
        </div>
      ) : null}
      <table className={classes.table} aria-label={props.label}>
        <thead>
          <tr>
            {selection ? (
              <th className={classes.tick} scope="col">
                <Checkbox
                  size="xs"
                  aria-label={t('common.list.selectAll')}
                  checked={ticked.length === order.length}
                  indeterminate={ticked.length > 0 && ticked.length < order.length}
                  onChange={(event) =>
                    event.currentTarget.checked ? selection.setAll(order) : selection.clear()
                  }
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <SortableHeader key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {model.map((row: Row<typeof features, T>) => (
            <TableRow
              key={row.id}
              row={row.original}
              id={row.id}
              name={props.rowName(row.original)}
              columns={columns}
              selected={selection ? selection.ids.has(row.id) : null}
              onTick={tick}
              onOpen={props.onOpen ? open : undefined}
              onPreview={props.onPreview ? preview : undefined}
            />
          ))}
        </tbody>
      </table>
      {list.hasMore ? (
        <div className={classes.more}>
          <Button variant="default" loading={list.loadingMore} onClick={list.loadMore}>
            {t('common.showMore')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function toDefinitions<T extends object>(columns: readonly Column<T>[]): ColumnDef<typeof features, T>[] {
  return columns.map((column) => ({ id: column.id, header: column.header }))
}

function useLatest<V>(value: V) {
  const latest = useRef(value)
  latest.current = value
  return latest
}

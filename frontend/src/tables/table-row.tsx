import { Checkbox } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, memo } from 'react'
import { useT } from '@/i18n/use-t'
import type { Column } from './columns'
import classes from './list-table.module.css'

interface Props<T> {
  row: T
  id: string
  name: string
  columns: readonly Column<T>[]
  /** null where rows cannot be ticked. */
  selected: boolean | null
  onTick: (id: string, extend: boolean) => void
  onOpen?: (row: T) => void
  /** A quick look, by the space bar on the row. */
  onPreview?: (row: T) => void
}

const CONTROLS = 'a, button, input, select, label, [role="menuitem"], [data-stop-open]'

function RowOf<T>({ row, id, name, columns, selected, onTick, onOpen, onPreview }: Props<T>) {
  const t = useT()

  function click(event: MouseEvent) {
    const element = event.target instanceof Element ? event.target : null
    const selecting = window.getSelection()?.toString()
    if (!onOpen || selecting || element?.closest(CONTROLS)) return
    onOpen(row)
  }

  function press(event: KeyboardEvent) {
    // On a box or a button in the row the space bar is theirs.
    if (!onPreview || event.key !== ' ' || event.target !== event.currentTarget) return
    event.preventDefault()
    onPreview(row)
  }

  return (
    <tr
      data-row
      tabIndex={-1}
      data-selected={selected || undefined}
      data-opens={onOpen ? true : undefined}
      onClick={click}
      onKeyDown={press}
    >
      {selected === null ? null : (
        <td className={classes.tick}>
          <Checkbox
            size="xs"
            aria-label={t('common.list.selectRow', { name })}
            checked={selected}
            onClick={(event) => {
              if (event.shiftKey) onTick(id, true)
            }}
            onChange={(event) => {
              if (!(event.nativeEvent as globalThis.MouseEvent).shiftKey) onTick(id, false)
            }}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          data-align={column.align}
          data-card={column.card ?? 'line'}
          data-label={column.hideHeader ? undefined : column.header}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** A row renders again only when itself or its tick changes: a tick in a list of 200 must not cost 200 rows. */
export const TableRow = memo(RowOf) as typeof RowOf

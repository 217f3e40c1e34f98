import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { type Column, sortDirection, toggledSort } from './columns'
import classes from './list-table.module.css'

interface Props<T> {
  column: Column<T>
  sort?: string
  onSort?: (sort: string) => void
}

const ICONS = { ascending: 'arrowUp', descending: 'arrowDown', none: 'sort' } as const

export function SortableHeader<T>({ column, sort, onSort }: Props<T>) {
  const t = useT()
  const key = column.sort
  const heading = column.hideHeader ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header
  if (!key || !onSort) {
    return (
      <th scope="col" data-align={column.align} style={{ width: column.width }}>
        {heading}
      </th>
    )
  }
  const direction = sortDirection(sort, key)
  const hint = {
    ascending: 'common.list.sortUp',
    descending: 'common.list.sortDown',
    none: 'common.list.sortBy',
  } as const
  return (
    <th scope="col" aria-sort={direction} data-align={column.align} style={{ width: column.width }}>
      <UnstyledButton
        className={classes.sort}
        title={t(hint[direction], { column: column.header })}
        onClick={() => onSort(toggledSort(sort, key))}
      >
        {heading}
        <Icon name={ICONS[direction]} size={14} />
      </UnstyledButton>
    </th>
  )
}

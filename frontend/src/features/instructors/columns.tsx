import { Button } from '@mantine/core'
import type { Translate, useFormat } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { Icon } from '@/ui/icons/icon'
import { StatusBadge } from '@/ui/status-badge'
import classes from './instructors.module.css'
import type { Instructor } from './queries'

type Format = ReturnType<typeof useFormat>

/** What the list tells of an instructor; `day` adds whether he is free then, `onWrite` a button to write to him. */
export function instructorColumns(
  t: Translate,
  format: Format,
  day: string | undefined,
  onWrite: ((instructor: Instructor) => void) | undefined,
): Column<Instructor>[] {
  const availability: Column<Instructor> = {
    id: 'availability',
    header: t('instructors.availability', { date: day ? format.date(day) : '' }),
    cell: ({ busy }) => (busy ? <StatusBadge status="busy" /> : <StatusBadge status="free" />),
  }
  const contact: Column<Instructor> = {
    id: 'contact',
    header: t('common.list.actions'),
    hideHeader: true,
    align: 'right',
    cell: (row) => (
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon name="mail" size={16} />}
        aria-label={`${t('instructors.contact')}: ${row.name}`}
        onClick={() => onWrite?.(row)}
      >
        {t('instructors.contact')}
      </Button>
    ),
  }
  return [
    {
      id: 'name',
      header: t('instructors.name'),
      card: 'title',
      width: '26%',
      cell: (row) => (
        <>
          {row.name}
          <span className={classes.about}>
            {[t(`instructors.${row.kind}`), row.city].filter(Boolean).join(', ')}
          </span>
        </>
      ),
    },
    {
      id: 'held',
      header: t('instructors.qualifications'),
      width: '36%',
      cell: (row) => <Held row={row} t={t} format={format} />,
    },
    { id: 'email', header: t('instructors.email'), cell: (row) => row.email ?? '' },
    ...(day ? [availability] : []),
    ...(onWrite ? [contact] : []),
  ]
}

function Held({ row, t, format }: { row: Instructor; t: Translate; format: Format }) {
  return (
    <ul className={classes.held}>
      {row.qualifications.map(({ courseTypeId, name, validFrom, validTo }) => (
        <li key={`${courseTypeId}-${validFrom}`}>
          {name}{' '}
          {validTo ? (
            <span className={classes.until}>{t('instructors.until', { date: format.date(validTo) })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

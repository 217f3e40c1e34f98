import { List } from '@mantine/core'
import { useMemo } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { AppLink } from '@/ui/links'
import type { LogLine } from './queries'
import { actionText, changeText, placeOf } from './words'

export const lineId = (line: LogLine) => line.id
export const lineName = (line: LogLine) => actionText(line.action)

/** The columns of the log. In the history of a thing, `ofThing`, its own name is not repeated on every line. */
export function useLogColumns(ofThing?: string): Column<LogLine>[] {
  const t = useT()
  const format = useFormat()
  return useMemo<Column<LogLine>[]>(
    () => [
      { id: 'what', header: t('log.what'), card: 'title', cell: (line) => actionText(line.action) },
      { id: 'when', header: t('log.when'), cell: (line) => format.instant(line.at) },
      { id: 'who', header: t('log.who'), cell: (line) => line.actor.name || t('log.system') },
      {
        id: 'thing',
        header: t('log.thing'),
        cell: (line) => (line.subjectId === ofThing ? null : <Thing line={line} />),
      },
      { id: 'details', header: t('log.details'), cell: (line) => <Details line={line} /> },
    ],
    [t, format, ofThing],
  )
}

function Thing({ line }: { line: LogLine }) {
  const place = placeOf(line)
  return place ? <AppLink to={place}>{line.subjectName}</AppLink> : (line.subjectName ?? '')
}

function Details({ line }: { line: LogLine }) {
  const format = useFormat()
  // What was left empty when a thing was made tells nothing.
  const told = line.changes.filter(({ compared, after }) => compared || after !== null)
  if (told.length === 0) return null
  return (
    <List size="sm" listStyleType="none">
      {told.map((change) => (
        <List.Item key={change.field} style={{ overflowWrap: 'anywhere' }}>
          {changeText(change, format)}
        </List.Item>
      ))}
    </List>
  )
}

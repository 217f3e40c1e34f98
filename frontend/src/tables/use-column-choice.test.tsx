import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import type { Column } from './columns'
import { useColumnChoice } from './use-column-choice'

const COLUMNS: Column<object>[] = [
  { id: 'name', header: 'Naam', card: 'title', cell: () => null },
  { id: 'place', header: 'Plaats', cell: () => null },
  { id: 'day', header: 'Dag', cell: () => null },
]
const shown = (choice: { shown: readonly Column<object>[] }) => choice.shown.map(({ id }) => id)

beforeEach(() => window.localStorage.clear())

it('leaves a column out, remembers it, and brings everything back', () => {
  const first = renderHook(() => useColumnChoice('things', COLUMNS))
  act(() => first.result.current.toggle('place'))
  expect(shown(first.result.current)).toEqual(['name', 'day'])
  const second = renderHook(() => useColumnChoice('things', COLUMNS))
  expect(shown(second.result.current)).toEqual(['name', 'day'])
  act(() => second.result.current.reset())
  expect(shown(second.result.current)).toEqual(['name', 'place', 'day'])
  expect(window.localStorage.length).toBe(0)
})

it('never leaves out what names the row', () => {
  const { result } = renderHook(() => useColumnChoice('things', COLUMNS))
  expect(result.current.options.map(({ id }) => id)).toEqual(['place', 'day'])
  act(() => result.current.toggle('name'))
  expect(shown(result.current)).toContain('name')
})

import { MantineProvider } from '@mantine/core'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FilterBar } from './filter-bar'

const bar = (search: string, onSearch: (text: string) => void) => (
  <MantineProvider>
    <FilterBar searchLabel="Zoek" search={search} onSearch={onSearch} />
  </MantineProvider>
)
const type = (value: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value } })
const typed = () => screen.getByRole<HTMLInputElement>('searchbox').value

describe('FilterBar', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('keeps what is typed while the address catches up with an earlier part of it', () => {
    const onSearch = vi.fn()
    const { rerender } = render(bar('', onSearch))
    type('hoog')
    act(() => void vi.advanceTimersByTime(250))
    expect(onSearch).toHaveBeenLastCalledWith('hoog')
    type('hoogwerk')
    rerender(bar('hoog', onSearch))
    expect(typed()).toBe('hoogwerk')
    act(() => void vi.advanceTimersByTime(250))
    expect(onSearch).toHaveBeenLastCalledWith('hoogwerk')
  })

  it('follows the address when the filters are cleared, and drops what was still to be searched', () => {
    const onSearch = vi.fn()
    const { rerender } = render(bar('bhv', onSearch))
    type('bhv ede')
    rerender(bar('', onSearch))
    expect(typed()).toBe('')
    act(() => void vi.advanceTimersByTime(250))
    expect(onSearch).not.toHaveBeenCalled()
  })
})

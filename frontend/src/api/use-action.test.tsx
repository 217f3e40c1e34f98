import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { useAction } from './use-action'

interface Props {
  act: () => Promise<string>
  onDone: () => void
  told: (answer: string) => void
}

function Button({ act, onDone, told }: Props) {
  const action = useAction({ mutationFn: act, onSettled: onDone })
  return (
    <button
      type="button"
      onClick={() => action.mutate(undefined, { onSuccess: told, onError: ({ message }) => told(message) })}
    >
      act
    </button>
  )
}

/** A button that is gone as soon as its act has been done, like that of the last rejection. */
function Vanishing({ act, told }: Omit<Props, 'onDone'>) {
  const [done, setDone] = useState(false)
  return done ? null : <Button act={act} told={told} onDone={() => setDone(true)} />
}

function press(act: () => Promise<string>, told: (answer: string) => void) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Vanishing act={act} told={told} />
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button'))
}

describe('useAction', () => {
  it('tells the answer when the refresh has taken the button away', async () => {
    const told = vi.fn()
    press(async () => 'three were told', told)
    await waitFor(() => expect(told).toHaveBeenCalledOnce())
    expect(told.mock.lastCall?.[0]).toBe('three were told')
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('tells a failure wherever the person is by then, and a success only on the page of the act', async () => {
    const told = vi.fn()
    const away = async (answer: () => string) => {
      window.history.pushState(null, '', `/elsewhere-${Math.random()}`)
      return answer()
    }
    press(
      () =>
        away(() => {
          throw new Error('not saved')
        }),
      told,
    )
    await waitFor(() => expect(told).toHaveBeenCalledWith('not saved'))
  })
})

import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'

interface After<Answer, Input> {
  onSuccess?: (answer: Answer, input: Input) => void
  onError?: (error: Error) => void
  onSettled?: () => void
}

/** One by one over the states of a mutation, so that asking for the state still narrows the rest. */
type WithMutate<State, Mutate> = State extends unknown ? Omit<State, 'mutate'> & { mutate: Mutate } : never

type Action<Answer, Input> = WithMutate<
  UseMutationResult<Answer, Error, Input>,
  (input: Input, after?: After<Answer, Input>) => void
>

/**
 * A mutation whose answer is always told. The refresh after an act may take away the very button that began it, and the
 * library keeps what `mutate` was to call then to itself: here a failure is told whatever happened meanwhile, and a
 * success as long as the person is still on the page where the act began.
 */
export function useAction<Answer, Input = void>(
  options: UseMutationOptions<Answer, Error, Input>,
): Action<Answer, Input> {
  const mutation = useMutation(options)
  const { mutateAsync } = mutation
  const mutate = useCallback(
    (input: Input, after: After<Answer, Input> = {}) => {
      const page = window.location.pathname
      mutateAsync(input)
        .then(
          (answer) => {
            if (window.location.pathname === page) after.onSuccess?.(answer, input)
          },
          (error: Error) => after.onError?.(error),
        )
        .finally(() => after.onSettled?.())
    },
    [mutateAsync],
  )
  return { ...mutation, mutate }
}

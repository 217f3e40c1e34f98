import { useMemo, useState } from 'react'
import { fieldText } from '@/api/error-text'
import { isApiError } from '@/api/errors'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { useConfirm, useInvite, useInviteAgain } from './queries'
import type { Candidate, Position } from './types'

/** Asks one, several or everybody who is free, or one of them again; all by the day that is filled in. */
export function useInvitation(courseId: string, replyBy: string) {
  const t = useT()
  const { mutate, isPending, error: inviteError, reset } = useInvite(courseId)
  const { mutate: mutateAgain, error: againError, reset: resetAgain } = useInviteAgain(courseId)
  return useMemo(() => {
    const day = replyBy || null
    const told = ({ items }: { items: unknown[] }) =>
      items.length > 0
        ? toast({ message: t('staffing.invited', { count: items.length }) })
        : toast({ message: t('staffing.nobodyFree'), tone: 'info' })
    const failed = (error: unknown) => {
      if (replyByProblem(error) === null) toastError(error)
    }
    const on = { onSuccess: told, onError: failed }
    return {
      busy: isPending,
      replyByError: replyByProblem(inviteError) ?? replyByProblem(againError),
      forgetError: () => {
        reset()
        resetAgain()
      },
      ask: (candidates: Candidate[]) =>
        mutate(
          { instructors: candidates.map(({ instructor: { kind, id } }) => ({ kind, id })), replyBy: day },
          on,
        ),
      askAllFree: () => mutate({ allFree: true, replyBy: day }, on),
      askAgain: ({ requestId }: Candidate) =>
        requestId &&
        mutateAgain(
          { requestId, replyBy: day },
          { onSuccess: () => told({ items: [requestId] }), onError: failed },
        ),
    }
  }, [t, mutate, mutateAgain, isPending, inviteError, againError, reset, resetAgain, replyBy])
}

function replyByProblem(error: unknown): string | null {
  if (!isApiError(error, 'invalid_input')) return null
  const problem = error.fields.find(({ pointer }) => pointer === '/replyBy')
  return problem ? fieldText(problem) : null
}

/** Confirms a candidate; a busy one only after the deliberate second step (R-CRS-05). */
export function useConfirmation(courseId: string) {
  const t = useT()
  const { mutate, reset, isPending, error, variables } = useConfirm(courseId)
  const [name, setName] = useState('')
  return useMemo(() => {
    const send = (requestId: string, position: Position, acceptDoubleBooking: boolean, who: string) =>
      mutate(
        { requestId, position, acceptDoubleBooking },
        {
          onSuccess: () => toast({ message: t('staffing.confirmed', { name: who }) }),
          onError: (reason) => {
            if (!isApiError(reason, 'instructor_busy')) toastError(reason)
          },
        },
      )
    return {
      busy: isPending,
      error,
      confirm: ({ requestId, instructor }: Candidate, position: Position) => {
        setName(instructor.name)
        send(requestId ?? '', position, false, instructor.name)
      },
      confirmAnyway: () => variables && send(variables.requestId, variables.position, true, name),
      forget: reset,
    }
  }, [t, mutate, reset, isPending, error, variables, name])
}

import { useMemo } from 'react'
import { errorText } from '@/api/error-text'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { tappedPresence, tappedResult } from './marks'
import { useGivePlace, useMark, useRestore, useRestoreMarks, useWithdraw } from './mutations'
import type { Enrolment, Mark } from './types'

/** What can be done to a row, stable so that a tap renders one row and not all of them. */
export function useRowActs(courseId: string, day: string | undefined) {
  const t = useT()
  const { mutate: mark } = useMark(courseId)
  const { mutate: putBack } = useRestoreMarks(courseId)
  const { mutate: withdraw } = useWithdraw(courseId)
  const { mutate: restore } = useRestore(courseId)
  const { mutate: givePlace } = useGivePlace(courseId)

  return useMemo(() => {
    const rolledBack = (reason: Error) =>
      toast({ message: `${errorText(reason)} ${t('enrolments.mark.rolledBack')}`, tone: 'danger' })

    function undo(enrolment: Enrolment) {
      const { name } = enrolment.trainee
      restore(enrolment, {
        onSuccess: () => toast({ message: t('enrolments.remove.restored', { name }) }),
        onError: toastError,
      })
    }

    const offerUndo = (message: string, former: readonly Enrolment[]) =>
      toast({ message, undo: () => putBack(former, { onError: toastError }) })

    /** A second tap takes a mark away; only a pass that went with it cannot be had back that way. */
    function tap(enrolment: Enrolment, wanted: Mark) {
      mark(
        { ids: [enrolment.id], mark: wanted },
        {
          onError: rolledBack,
          onSuccess: ({ items: [now] }) => {
            if (!enrolment.passed || wanted.passed !== undefined || now?.passed) return
            offerUndo(t('enrolments.mark.passLost', { name: enrolment.trainee.name }), [enrolment])
          },
        },
      )
    }

    return {
      tap: (enrolment: Enrolment, field: 'attended' | 'passed', value: boolean) =>
        tap(
          enrolment,
          field === 'passed' ? tappedResult(enrolment, value) : tappedPresence(enrolment, value, day),
        ),
      everybody: (wanted: Mark) =>
        mark(
          { ids: null, mark: wanted },
          {
            onError: rolledBack,
            onSuccess: (_answer, _marking, shown) => {
              if (shown) offerUndo(t('enrolments.mark.allMarked'), shown.former)
            },
          },
        ),
      withdraw: (enrolment: Enrolment) =>
        withdraw(enrolment, {
          onSuccess: () =>
            toast({
              message: t('enrolments.remove.done', { name: enrolment.trainee.name }),
              undo: () => undo(enrolment),
            }),
          onError: toastError,
        }),
      givePlace: (enrolment: Enrolment) => givePlace(enrolment, { onError: toastError }),
    }
  }, [t, day, mark, putBack, withdraw, restore, givePlace])
}

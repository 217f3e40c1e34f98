import { useMemo } from 'react'
import { errorText } from '@/api/error-text'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { tapped } from './marks'
import { useGivePlace, useMark, useRestore, useWithdraw } from './mutations'
import type { Enrolment, Mark } from './types'

/** What can be done to a row, stable so that a tap renders one row and not all of them. */
export function useRowActs(courseId: string) {
  const t = useT()
  const { mutate: mark } = useMark(courseId)
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

    return {
      tap: (enrolment: Enrolment, field: 'attended' | 'passed', value: boolean) =>
        mark({ ids: [enrolment.id], mark: tapped(enrolment, field, value) }, { onError: rolledBack }),
      everybody: (wanted: Mark) => mark({ ids: null, mark: wanted }, { onError: rolledBack }),
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
  }, [t, mark, withdraw, restore, givePlace])
}

import { useT } from '@/i18n/use-t'
import { toast } from '@/ui/toast'
import { type NewEnrolment, useEnrol } from '../mutations'

/** Enrols, tells what became of it, and then does what comes next. */
export function useAdd(courseId: string) {
  const t = useT()
  const enrol = useEnrol(courseId)

  function add(body: NewEnrolment, onDone: () => void) {
    enrol.mutate(body, {
      onSuccess: ({ trainee: { name }, state }) => {
        const key = state === 'waiting' ? 'enrolments.add.doneWaiting' : 'enrolments.add.done'
        toast({ message: t(key, { name }) })
        onDone()
      },
    })
  }

  return { add, busy: enrol.isPending, error: enrol.error, forget: enrol.reset }
}

import { useQueryClient } from '@tanstack/react-query'
import { rest } from '@/api/client'
import { useAction } from '@/api/use-action'
import { courseCode95 } from '../queries'
import type { Code95, Duty } from '../types'

interface Tick {
  date: string
  duty: Duty
}

/** Ticks that something was reported, or takes the tick away again. */
export function useTick(courseId: string) {
  const client = useQueryClient()
  const url = `/api/v1/courses/${courseId}/code95/reports`
  return useAction({
    mutationFn: async ({ date, duty }: Tick) => {
      if (duty.reportId) return rest.delete(`${url}/${duty.reportId}`)
      await rest.post<Code95>(url, { date, duty: duty.duty })
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(courseCode95(courseId)),
        client.invalidateQueries({ queryKey: ['dashboard'] }),
      ]),
  })
}

import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Deadline } from '@/ui/deadline'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { courseCode95 } from '../queries'

/** What must be reported first for the hours to count, counting down. */
export function NextDuty({ courseId }: { courseId: string }) {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(courseCode95(courseId))
  if (!data?.next) return null
  const { duty, date, dueAt } = data.next
  return (
    <Notice tone="info">
      {t(`code95.next.${duty}`, { day: format.date(date) })} <Deadline at={dueAt} />.{' '}
      <AppLink to={paths.course(courseId, 'code95')}>{t('code95.show')}</AppLink>
    </Notice>
  )
}

import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import type { Conflict } from '../types'

/** Says where a chosen instructor is booked already; nothing when nowhere. */
export function ConflictNotice({ conflicts }: { conflicts: Conflict[] }) {
  const t = useT()
  if (conflicts.length === 0) return null
  return (
    <Notice tone="warning" title={t('courses.conflict.title')}>
      <ConflictLines conflicts={conflicts} />
      {t('courses.conflict.stillPossible')}
    </Notice>
  )
}

/** One sentence per clash; an own course with a link to it, another provider's without any detail. */
export function ConflictLines({ conflicts }: { conflicts: Conflict[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <ul>
      {conflicts.map((conflict) => (
        <li key={`${conflict.instructor.id}-${conflict.day}-${conflict.starts}-${conflict.courseId}`}>
          {t(conflict.own ? 'courses.conflict.own' : 'courses.conflict.other', {
            name: conflict.instructor.name,
            day: format.day(conflict.day),
            times: format.times(conflict.starts, conflict.ends),
            course: t('courses.conflict.ownCourse', {
              type: conflict.typeName ?? '',
              number: conflict.courseNumber ?? 0,
            }),
          })}{' '}
          {conflict.own && conflict.courseId ? (
            <AppLink to={paths.course(conflict.courseId)} target="_blank">
              {t('courses.conflict.open', { number: conflict.courseNumber ?? 0 })}
            </AppLink>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

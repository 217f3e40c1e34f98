import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { StatusBadge } from '@/ui/status-badge'
import classes from './staffing.module.css'
import { badgeOf, sinceOf } from './states'
import type { Candidate } from './types'

/** The state of a candidate: a word, since when, what he wrote, and where he is booked. */
export function CandidateState({ candidate }: { candidate: Candidate }) {
  const t = useT()
  const format = useFormat()
  const since = sinceOf(candidate, t, format)
  const { state, position, note, forOldDate, contradicted, busy, answeredBy, replyBy } = candidate
  return (
    <div className={classes.state}>
      <StatusBadge status={badgeOf(candidate)} />
      {state === 'confirmed' && position ? (
        <span>
          {t(position === 'main' ? 'staffing.states.confirmedMain' : 'staffing.states.confirmedSecond')}
        </span>
      ) : null}
      {since ? <span className={classes.dimmed}>{since}</span> : null}
      {answeredBy ? (
        <span className={classes.dimmed}>{t('staffing.answeredBy', { name: answeredBy })}</span>
      ) : null}
      {state === 'invited' && replyBy ? (
        <span className={classes.dimmed}>{t('staffing.replyByDay', { date: format.day(replyBy) })}</span>
      ) : null}
      {forOldDate ? <span className={classes.warning}>{t('staffing.forOldDate')}</span> : null}
      {contradicted ? <span className={classes.warning}>{t('staffing.contradicted')}</span> : null}
      {note ? <span>{t('staffing.note', { note })}</span> : null}
      {busy.map((conflict) => (
        <span key={`${conflict.day}-${conflict.starts}-${conflict.courseId}`}>
          {t(conflict.own ? 'staffing.busyCourse' : 'staffing.busy', {
            day: format.day(conflict.day),
            times: format.times(conflict.starts, conflict.ends),
            course: `${conflict.typeName ?? ''} (#${conflict.courseNumber ?? ''})`,
          })}{' '}
          {conflict.courseId ? (
            <AppLink to={paths.course(conflict.courseId)} underline="always">
              {t('courses.conflict.open', { number: conflict.courseNumber ?? 0 })}
            </AppLink>
          ) : null}
        </span>
      ))}
    </div>
  )
}

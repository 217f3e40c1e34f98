import { type Translate, useFormat, useT } from '@/i18n/use-t'
import type { Column } from '@/tables/columns'
import { CandidateActions, type CandidateHandlers } from './candidate-actions'
import { CandidateState } from './candidate-state'
import classes from './staffing.module.css'
import type { Candidate } from './types'

export function candidateColumns(t: Translate, on: CandidateHandlers): Column<Candidate>[] {
  return [
    {
      id: 'instructor',
      header: t('staffing.instructor'),
      card: 'title',
      cell: (candidate) => <Name candidate={candidate} />,
    },
    {
      id: 'near',
      header: t('staffing.near'),
      cell: (candidate) => <Near candidate={candidate} />,
    },
    {
      id: 'state',
      header: t('staffing.state'),
      cell: (candidate) => <CandidateState candidate={candidate} />,
    },
    {
      id: 'action',
      header: t('staffing.action'),
      hideHeader: true,
      cell: (candidate) => <CandidateActions candidate={candidate} {...on} />,
    },
  ]
}

function Name({ candidate: { instructor } }: { candidate: Candidate }) {
  const t = useT()
  const external = instructor.kind === 'external' ? t('staffing.external') : ''
  const others = instructor.languages.some((language) => language !== 'nl')
  const spoken = (others ? instructor.languages : []).map(
    (language) => LANGUAGES.has(language) && t(languageKey(language)),
  )
  const under = [instructor.city, external, ...spoken].filter(Boolean).join(', ')
  return (
    <>
      {instructor.name}
      {under ? <span className={classes.under}>{under}</span> : null}
    </>
  )
}

const LANGUAGES = new Set(['nl', 'en', 'de', 'fr'])
const languageKey = (language: string) =>
  `staffing.languages.${language as 'nl' | 'en' | 'de' | 'fr'}` as const

/** How far he has to come, roughly, and when he was here last. */
function Near({ candidate: { distanceKm, lastTaughtOn } }: { candidate: Candidate }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      {distanceKm === null ? null : t('staffing.distance', { km: distanceKm })}
      {lastTaughtOn ? (
        <span className={classes.under}>{t('staffing.lastTaught', { date: format.date(lastTaughtOn) })}</span>
      ) : null}
    </>
  )
}

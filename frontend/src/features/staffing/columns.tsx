import { type Translate, useT } from '@/i18n/use-t'
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
  const under = [instructor.city, external].filter(Boolean).join(', ')
  return (
    <>
      {instructor.name}
      {under ? <span className={classes.under}>{under}</span> : null}
    </>
  )
}

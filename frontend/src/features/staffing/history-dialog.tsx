import { Button, Modal } from '@mantine/core'
import { useListing } from '@/api/listing'
import { useFormat, useT } from '@/i18n/use-t'
import { LoadFailed } from '@/tables/load-failed'
import { DetailSkeleton } from '@/ui/skeletons'
import { answerListing } from './queries'
import classes from './staffing.module.css'
import type { Candidate, GivenAnswer } from './types'

interface Props {
  courseId: string
  candidate: Candidate | null
  onClose: () => void
}

/** What an instructor answered and when, the newest first (R-STF-04). */
export function HistoryDialog({ courseId, candidate, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={candidate !== null}
      onClose={onClose}
      title={t('staffing.history.title', { name: candidate?.instructor.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {candidate?.requestId ? <Answers courseId={courseId} requestId={candidate.requestId} /> : null}
    </Modal>
  )
}

function Answers({ courseId, requestId }: { courseId: string; requestId: string }) {
  const t = useT()
  const list = useListing(answerListing(courseId, requestId))
  if (list.error && !list.rows) return <LoadFailed error={list.error} onRetry={list.retry} />
  if (!list.rows) return <DetailSkeleton />
  return (
    <>
      <ul className={classes.answers}>
        {list.rows.map((answer) => (
          <Answer key={`${answer.givenAt}-${answer.answer}`} answer={answer} />
        ))}
      </ul>
      {list.hasMore ? (
        <Button variant="default" size="compact-sm" loading={list.loadingMore} onClick={list.loadMore}>
          {t('staffing.history.more')}
        </Button>
      ) : null}
    </>
  )
}

function Answer({ answer: { answer, note, givenAt, givenBy } }: { answer: GivenAnswer }) {
  const t = useT()
  const format = useFormat()
  return (
    <li>
      <strong>{t(`staffing.history.${answer}`)}</strong>{' '}
      <span className={classes.dimmed}>
        {format.instant(givenAt)}
        {givenBy ? `, ${t('staffing.answeredBy', { name: givenBy })}` : ''}
      </span>
      {note ? <div>{t('staffing.note', { note })}</div> : null}
    </li>
  )
}

import { AnswerDialog } from './answer-dialog'
import { CallDialog } from './call-dialog'
import { HistoryDialog } from './history-dialog'
import type { Candidate } from './types'

interface Props {
  courseId: string
  /** For whom an answer is entered, if for anybody. */
  answering: Candidate | null
  /** Whose answers are read, if anybody's. */
  reading: Candidate | null
  calling: boolean
  onAnswered: () => void
  onRead: () => void
  onCalled: () => void
}

/** What is asked about instructors before something is done; loaded when it is first needed. */
export function StaffingDialogs({
  courseId,
  answering,
  reading,
  calling,
  onAnswered,
  onRead,
  onCalled,
}: Props) {
  return (
    <>
      <AnswerDialog courseId={courseId} candidate={answering} onClose={onAnswered} />
      <HistoryDialog courseId={courseId} candidate={reading} onClose={onRead} />
      <CallDialog courseId={courseId} opened={calling} onClose={onCalled} />
    </>
  )
}

import { AnswerDialog } from './answer-dialog'
import { CallDialog } from './call-dialog'
import type { Candidate } from './types'

interface Props {
  courseId: string
  /** For whom an answer is entered, if for anybody. */
  answering: Candidate | null
  calling: boolean
  onAnswered: () => void
  onCalled: () => void
}

/** What is asked about instructors before something is done; loaded when it is first needed. */
export function StaffingDialogs({ courseId, answering, calling, onAnswered, onCalled }: Props) {
  return (
    <>
      <AnswerDialog courseId={courseId} candidate={answering} onClose={onAnswered} />
      <CallDialog courseId={courseId} opened={calling} onClose={onCalled} />
    </>
  )
}

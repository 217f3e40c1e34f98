import { AddDialog } from './add/add-dialog'
import { AssignDialog } from './assign-dialog'
import { CorrectDialog } from './correct-dialog'
import { TransferDialog } from './transfer-dialog'
import type { EnrolledCourse, Enrolment } from './types'

export type EnrolmentDialog = 'add' | 'assign' | 'transfer'

interface Props {
  course: EnrolledCourse
  ticked: string[]
  /** The one that is open, if any. */
  dialog: EnrolmentDialog | null
  /** Whose marks are corrected after processing, if anybody's. */
  correcting: Enrolment | null
  onClose: () => void
  onCorrected: () => void
  /** The ticked ones were dealt with. */
  onDone: () => void
}

/** What is asked about participants before something is done; loaded when it is first needed. */
export function EnrolmentDialogs(props: Props) {
  const { course, ticked, dialog, correcting, onClose, onCorrected, onDone } = props
  return (
    <>
      {correcting ? (
        <CorrectDialog courseId={course.id} enrolment={correcting} onClose={onCorrected} />
      ) : null}
      <AddDialog course={course} opened={dialog === 'add'} onClose={onClose} />
      <AssignDialog
        courseId={course.id}
        enrolmentIds={ticked}
        opened={dialog === 'assign'}
        onClose={onClose}
        onDone={onDone}
      />
      <TransferDialog
        course={course}
        enrolmentIds={ticked}
        opened={dialog === 'transfer'}
        onClose={onClose}
        onDone={onDone}
      />
    </>
  )
}

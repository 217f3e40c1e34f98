import { CopyDialog } from '../dates/copy-dialog'
import { MoveDialog } from '../dates/move-dialog'
import { RepeatDialog } from '../dates/repeat-dialog'
import type { CourseDetail } from '../types'
import { CancelDialog } from './cancel-dialog'

export type CourseDialog = 'move' | 'copy' | 'repeat' | 'cancel'

interface Props {
  course: CourseDetail
  /** The one that is open, if any. */
  dialog: CourseDialog | null
  onClose: () => void
}

/** What the buttons of a course ask before they act; loaded when the first of them is pressed. */
export function CourseDialogs({ course, dialog, onClose }: Props) {
  return (
    <>
      <MoveDialog course={course} opened={dialog === 'move'} onClose={onClose} />
      <CopyDialog course={course} opened={dialog === 'copy'} onClose={onClose} />
      <RepeatDialog course={course} opened={dialog === 'repeat'} onClose={onClose} />
      <CancelDialog course={course} opened={dialog === 'cancel'} onClose={onClose} />
    </>
  )
}

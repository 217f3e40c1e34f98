import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import type { EnrolledCourse } from '../types'
import { ExistingForm } from './existing-form'
import { NewTraineeForm } from './new-trainee-form'

interface Props {
  course: EnrolledCourse
  opened: boolean
  onClose: () => void
}

/** Adds one trainee: searches who is known, and from there fills in who is not (R-CRS-08). */
export function AddDialog({ course, opened, onClose }: Props) {
  const t = useT()
  const [newName, setNewName] = useState<string | null>(null)

  function close() {
    setNewName(null)
    onClose()
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('enrolments.add.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {newName === null ? (
        <ExistingForm course={course} onNew={setNewName} onClose={close} />
      ) : (
        <NewTraineeForm course={course} name={newName} onExisting={() => setNewName(null)} onClose={close} />
      )}
    </Modal>
  )
}

import { ActionIcon, Anchor, Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Icon } from '@/ui/icons/icon'
import { toast } from '@/ui/toast'
import { useRemoveFile } from '../mutations'
import type { CourseDocument } from '../types'
import classes from './overview.module.css'

interface Props {
  courseId: string
  document: CourseDocument
  mayChange: boolean
  /** Only for a required document: fills its place on the list. */
  onUpload?: (file: File) => void
}

/** One document of a course: its name, its file or that it is missing, and what can be done with it. */
export function FileRow({ courseId, document, mayChange, onUpload }: Props) {
  const t = useT()
  const label = useDocumentLabel(document)
  return (
    <li className={classes.file}>
      {document.kind === 'file' ? null : <span className={classes.fileLabel}>{label}</span>}
      <span className={classes.fileName}>
        <FileLink file={document.file} missing={t('courses.files.missing')} />
      </span>
      {mayChange && !document.file && onUpload ? (
        <FileButton
          onChange={(file) => file && onUpload(file)}
          inputProps={{ 'aria-label': t('courses.files.uploadFor', { label }) }}
        >
          {(button) => (
            <Button
              {...button}
              variant="default"
              size="compact-sm"
              aria-label={t('courses.files.uploadFor', { label })}
              leftSection={<Icon name="upload" size={16} />}
            >
              {t('common.file.choose')}
            </Button>
          )}
        </FileButton>
      ) : null}
      {mayChange && document.file ? <RemoveFile courseId={courseId} document={document} /> : null}
    </li>
  )
}

function useDocumentLabel({ kind, label }: CourseDocument): string {
  const t = useT()
  return kind === 'attendance_list' || kind === 'exams' ? t(`courses.files.${kind}`) : label
}

function FileLink({ file, missing }: { file: CourseDocument['file']; missing: string }) {
  const t = useT()
  const format = useFormat()
  if (!file) return <>{missing}</>
  return (
    <>
      <Anchor
        inherit
        href={`/api/v1/files/${file.id}`}
        download
        aria-label={t('courses.files.download', { name: file.name })}
      >
        {file.name}
      </Anchor>{' '}
      ({format.bytes(file.size)})
    </>
  )
}

function RemoveFile({ courseId, document }: { courseId: string; document: CourseDocument }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const remove = useRemoveFile(courseId)
  const name = document.file?.name ?? ''

  function submit() {
    remove.mutate(document.id, {
      onSuccess: () => {
        setAsking(false)
        toast({ message: t('courses.files.removed', { name }) })
      },
    })
  }

  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('courses.files.remove', { name })}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" />
      </ActionIcon>
      <ConfirmDialog
        opened={asking}
        title={t('courses.files.remove', { name })}
        confirmLabel={t('common.remove')}
        danger
        loading={remove.isPending}
        onConfirm={submit}
        onCancel={() => setAsking(false)}
      >
        {t('courses.files.removeText')}
        <InlineError error={remove.error} />
      </ConfirmDialog>
    </>
  )
}

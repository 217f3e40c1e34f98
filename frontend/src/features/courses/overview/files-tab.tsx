import { Title } from '@mantine/core'
import { errorText } from '@/api/error-text'
import { useT } from '@/i18n/use-t'
import { FileField } from '@/ui/file-field'
import { toast } from '@/ui/toast'
import { useAddFile } from '../mutations'
import type { CourseDetail, CourseDocument } from '../types'
import { FileRow } from './file-row'
import classes from './overview.module.css'

const MAX_BYTES = 10_485_760

/** The documents that the course needs, and whatever else was added to it. */
export function FilesTab({ course }: { course: CourseDetail }) {
  const t = useT()
  const add = useAddFile(course.id)
  const mayUpload = course.allowedActions.includes('upload')
  const required = course.documents.filter(({ kind }) => kind !== 'file')
  const others = course.documents.filter(({ kind }) => kind === 'file')

  function upload(file: File, document?: CourseDocument) {
    add.mutate(
      { file, documentId: document?.id },
      { onSuccess: () => toast({ message: t('courses.files.uploaded', { name: file.name }) }) },
    )
  }

  return (
    <>
      <Title order={2} size="h4">
        {t('courses.files.required')}
      </Title>
      {required.length === 0 ? (
        <p>{t('courses.files.noneRequired')}</p>
      ) : (
        <>
          <p>
            {t('courses.files.doneCount', {
              done: required.filter(({ file }) => file !== null).length,
              total: required.length,
            })}
          </p>
          <ul className={classes.files}>
            {required.map((document) => (
              <FileRow
                key={document.id}
                courseId={course.id}
                document={document}
                mayChange={mayUpload}
                onUpload={(file) => upload(file, document)}
              />
            ))}
          </ul>
        </>
      )}
      <Title order={2} size="h4">
        {t('courses.files.other')}
      </Title>
      {others.length === 0 ? <p>{t('courses.files.none')}</p> : null}
      <ul className={classes.files}>
        {others.map((document) => (
          <FileRow key={document.id} courseId={course.id} document={document} mayChange={mayUpload} />
        ))}
      </ul>
      {mayUpload ? (
        <FileField
          label={t('courses.files.upload')}
          description={t('courses.files.limit')}
          maxBytes={MAX_BYTES}
          chosen={null}
          loading={add.isPending}
          error={add.error ? errorText(add.error) : undefined}
          onChoose={(file) => upload(file)}
        />
      ) : null}
    </>
  )
}

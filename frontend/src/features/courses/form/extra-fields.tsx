import { ActionIcon, Button, Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './course-form.module.css'
import type { CourseForm } from './use-course-form'
import { type OwnDocument, rowKey } from './values'

interface Props {
  form: CourseForm
  /** A course with trainees cannot become white label any more (R-EXT-05). */
  hasTrainees: boolean
}

/** The ticks of a course and its remarks. */
export function ExtraFields({ form, hasTrainees }: Props) {
  const t = useT()
  const { kind, isWhiteLabel } = form.values
  const locked = hasTrainees && !isWhiteLabel
  const tick = (path: 'visibleToOthers' | 'isCode95' | 'isWhiteLabel') => ({
    'data-path': path,
    ...form.getInputProps(path, { type: 'checkbox' }),
  })
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('courses.form.visibleToOthers')}
        description={t('courses.form.visibleHint')}
        {...tick('visibleToOthers')}
      />
      <Checkbox
        label={t('courses.form.code95')}
        description={t('courses.form.code95Hint')}
        {...tick('isCode95')}
      />
      {kind === 'external' ? (
        <Checkbox
          label={t('courses.form.whiteLabel')}
          description={locked ? t('courses.form.whiteLabelEnrolled') : t('courses.form.whiteLabelHint')}
          disabled={locked}
          {...tick('isWhiteLabel')}
        />
      ) : null}
      {isWhiteLabel ? (
        <TextInput
          label={t('courses.form.reseller')}
          maxLength={200}
          data-path="reseller"
          {...form.getInputProps('reseller')}
        />
      ) : null}
      <Textarea
        label={t('courses.form.remarks')}
        autosize
        minRows={2}
        maxRows={12}
        data-path="remarks"
        {...form.getInputProps('remarks')}
      />
    </Stack>
  )
}

/** Which documents the course must have in the end, before it can be processed. */
export function DocumentFields({ form }: { form: CourseForm }) {
  const t = useT()
  const { ownDocuments } = form.values
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('courses.form.attendanceList')}
        data-path="attendanceList"
        {...form.getInputProps('attendanceList', { type: 'checkbox' })}
      />
      <Checkbox
        label={t('courses.form.exams')}
        data-path="exams"
        {...form.getInputProps('exams', { type: 'checkbox' })}
      />
      {ownDocuments.map((document, index) => (
        <div key={document.key} className={classes.ownDocument}>
          <TextInput
            label={t('courses.form.ownDocument', { number: index + 1 })}
            placeholder={t('courses.form.ownDocumentHint')}
            maxLength={200}
            data-path={`ownDocuments.${index}.label`}
            {...form.getInputProps(`ownDocuments.${index}.label`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('courses.form.removeDocument', { number: index + 1 })}
            onClick={() => form.removeListItem('ownDocuments', index)}
          >
            <Icon name="trash" />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() =>
            form.insertListItem('ownDocuments', { key: rowKey(), label: '' } satisfies OwnDocument)
          }
        >
          {t('courses.form.addDocument')}
        </Button>
      </div>
    </Stack>
  )
}

import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import type { CourseForm } from './use-course-form'

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

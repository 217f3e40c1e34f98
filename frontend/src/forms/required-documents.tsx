import { ActionIcon, Button, Checkbox, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { type Translate, useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './required-documents.module.css'

export interface OwnDocument {
  key: string
  label: string
}

/** Which documents a course must have in the end: the two standard ones, and any other by its name. */
export type DocumentValues = {
  attendanceList: boolean
  exams: boolean
  ownDocuments: OwnDocument[]
}

type Form = Pick<
  UseFormReturnType<DocumentValues>,
  'values' | 'getInputProps' | 'insertListItem' | 'removeListItem'
>

let keys = 0

/** A key for a row that the server does not know yet, so that removing one row keeps the others' input. */
export function rowKey(): string {
  keys += 1
  return `row-${Date.now().toString(36)}-${keys}`
}

/** The fields for a list of names as the API keeps it with a type: `attendance_list`, `exams`, or a name. */
export function documentValues(names: readonly string[]): DocumentValues {
  return {
    attendanceList: names.includes('attendance_list'),
    exams: names.includes('exams'),
    ownDocuments: names
      .filter((name) => name !== 'attendance_list' && name !== 'exams')
      .map((label) => ({ key: rowKey(), label })),
  }
}

/** The list of names for what the fields say. */
export function documentNames({ attendanceList, exams, ownDocuments }: DocumentValues): string[] {
  return [
    ...(attendanceList ? ['attendance_list'] : []),
    ...(exams ? ['exams'] : []),
    ...ownDocuments.map(({ label }) => label.trim()),
  ]
}

/** The field of the document at this place of the API's list. */
export function documentField(index: string, values: DocumentValues): string {
  const own = Number(index) - Number(values.attendanceList) - Number(values.exams)
  return own >= 0 && own < values.ownDocuments.length ? `ownDocuments.${own}.label` : 'ownDocuments'
}

export function checkDocuments({ ownDocuments }: DocumentValues, t: Translate): Record<string, string> {
  const errors: Record<string, string> = {}
  ownDocuments.forEach(({ label }, index) => {
    if (label.trim() === '') errors[`ownDocuments.${index}.label`] = t('courses.form.documentName')
  })
  return errors
}

export function DocumentFields({ form }: { form: Form }) {
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

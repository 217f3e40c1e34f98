import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { courseChoices } from './queries'

const REST_MS = 250

interface Props {
  courseId: string | undefined
  onChange: (courseId: string | undefined) => void
}

/** Only mails about one course, found by its number, type or place. */
export function CourseFilter({ courseId, onChange }: Props) {
  const t = useT()
  const format = useFormat()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text, REST_MS)
  const { data: courses } = useQuery(courseChoices(wanted))
  const labelled = courses?.map((course) => ({
    key: course.id,
    label: `#${course.number} ${course.typeName}`,
    hint: format.date(course.firstDay),
  }))
  return (
    <LookupField
      label={t('mails.courseFilter')}
      placeholder={t('mails.anyCourse')}
      text={text}
      onText={setText}
      options={labelled}
      nothing={t('common.list.noMatch')}
      onPick={(key) => {
        setText(labelled?.find((one) => one.key === key)?.label ?? '')
        onChange(key)
      }}
      onClear={
        courseId || text
          ? () => {
              setText('')
              onChange(undefined)
            }
          : undefined
      }
    />
  )
}

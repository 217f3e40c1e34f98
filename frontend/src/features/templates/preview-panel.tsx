import { Button, Group, Select, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, http } from '@/api/client'
import { useCan } from '@/api/session'
import { type Sketch, useTestMail } from '@/api/templates'
import { toastError } from '@/forms/action-toast'
import { asDocument, isBlank } from '@/forms/rich-text/document'
import { MailPreview } from '@/forms/rich-text/mail-preview'
import type { Chip } from '@/forms/rich-text/variable-node'
import { useFormat, useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { toast } from '@/ui/toast'
import classes from './template-editor.module.css'

const RECENT = 25

const recentCourses = queryOptions({
  queryKey: ['courses', 'recent'],
  queryFn: async () =>
    (await call(http.GET('/api/v1/courses', { params: { query: { sort: '-firstDay', limit: RECENT } } })))
      .items,
})

/** What the template becomes, with a real course of the provider or made-up data, and a test mail to oneself. */
export function PreviewPanel({ sketch, chips }: { sketch: Sketch; chips: readonly Chip[] }) {
  const t = useT()
  const can = useCan()
  const format = useFormat()
  const [courseId, setCourseId] = useState<string | null>(null)
  const { data: courses = [] } = useQuery(recentCourses)
  const test = useTestMail()
  const whole = { ...sketch, courseId }
  const blank = isBlank(asDocument(sketch.subject)) || isBlank(asDocument(sketch.body))

  function send() {
    if (blank) return toast({ message: t('templates.previewWaiting'), tone: 'info' })
    test.mutate(whole, { onSuccess: () => toast({ message: t('templates.tested') }), onError: toastError })
  }

  return (
    <aside className={classes.panel} aria-label={t('templates.preview')}>
      <Title order={2}>{t('templates.preview')}</Title>
      <Group align="flex-end">
        <Select
          label={t('templates.previewCourse')}
          placeholder={t('templates.previewSample')}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          searchable
          value={courseId}
          onChange={setCourseId}
          data={courses.map((course) => ({
            value: course.id,
            label: `#${course.number} ${course.typeName}, ${format.date(course.firstDay)}`,
          }))}
        />
        {can('mails:write') ? (
          <Button
            variant="default"
            leftSection={<Icon name="send" />}
            loading={test.isPending}
            onClick={send}
          >
            {t('templates.test')}
          </Button>
        ) : null}
      </Group>
      <MailPreview sketch={whole} chips={chips} />
    </aside>
  )
}

import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { isApiError } from '@/api/errors'
import { useDraft } from '@/forms/draft'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { useGo } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { PageHeader } from '@/ui/page-header'
import { FormSkeleton } from '@/ui/skeletons'
import { toast } from '@/ui/toast'
import { changes, rebase, toValues } from '../form/body'
import { CourseForm } from '../form/course-form'
import { useCourseForm } from '../form/use-course-form'
import { useChangeCourse } from '../mutations'
import { courseDetail } from '../queries'
import type { CourseDetail } from '../types'

/** Changes a course. Only what was changed is sent, with the version that the user saw. */
export function EditCoursePage() {
  const { courseId = '' } = useParams({ strict: false })
  const query = useQuery(courseDetail(courseId))
  return (
    <QueryView query={query} skeleton={<FormSkeleton />}>
      {(course) => <EditCourse key={course.id} course={course} />}
    </QueryView>
  )
}

function EditCourse({ course }: { course: CourseDetail }) {
  const t = useT()
  const go = useGo()
  const client = useQueryClient()
  const [base, setBase] = useState(() => ({ course, values: toValues(course) }))
  const form = useCourseForm(base.values)
  const draft = useDraft(form, `course-${course.id}-${base.course.version}`)
  const change = useChangeCourse()
  const outdated = isApiError(change.error, 'changed_meanwhile')

  function save(acceptDoubleBooking: boolean) {
    const body = { ...changes(base.values, form.getValues()), acceptDoubleBooking }
    change.mutate(
      { course: base.course, body },
      {
        onSuccess: (saved) => {
          draft.done()
          toast({ message: t('courses.form.saved', { number: saved.number }) })
          void go(paths.course(saved.id))
        },
      },
    )
  }

  async function reload() {
    const fresh = await client.fetchQuery({ ...courseDetail(course.id), staleTime: 0 })
    const values = toValues(fresh)
    form.setValues(rebase(base.values, form.getValues(), values))
    form.setInitialValues(values)
    setBase({ course: fresh, values })
    change.reset()
  }

  return (
    <>
      <PageHeader
        title={t('courses.form.editTitle', { number: course.number })}
        back={{
          label: t('courses.detail.titleLine', { type: course.typeName, number: course.number }),
          to: paths.course(course.id),
        }}
      />
      {outdated ? (
        <Notice tone="warning" title={t('common.form.changedTitle')}>
          {t('common.form.changedText')}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void reload()}>
            {t('common.form.reload')}
          </Button>
        </Notice>
      ) : null}
      <CourseForm
        form={form}
        onSave={save}
        saving={change.isPending}
        error={change.error}
        onForgetError={change.reset}
        onCancel={() => void go(paths.course(course.id))}
        courseId={course.id}
        hasTrainees={course.counts.enrolled + course.counts.waiting > 0}
      />
    </>
  )
}

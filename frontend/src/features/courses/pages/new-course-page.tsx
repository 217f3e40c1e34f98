import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '@/api/session'
import { useDraft } from '@/forms/draft'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { oneOf, useUrlState } from '@/tables/url-state'
import { useGo } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { PageHeader } from '@/ui/page-header'
import { toast } from '@/ui/toast'
import { toBody } from '../form/body'
import { CourseForm } from '../form/course-form'
import { useCourseForm } from '../form/use-course-form'
import { emptyCourse } from '../form/values'
import { useKinds } from '../kinds'
import { useBookCourse } from '../mutations'
import type { CourseKind } from '../types'

/** Books a course of the kind in the address, or of the only kind that is allowed. */
export function NewCoursePage() {
  const kinds = useKinds()
  const [asked] = useUrlState((search) => oneOf(search.kind, kinds))
  const kind = asked ?? kinds[0] ?? 'external'
  const { provider } = useSession()
  return <NewCourse key={`${provider?.id}-${kind}`} kind={kind} providerId={provider?.id ?? ''} />
}

function NewCourse({ kind, providerId }: { kind: CourseKind; providerId: string }) {
  const t = useT()
  const go = useGo()
  const [initial] = useState(() => emptyCourse(kind))
  const form = useCourseForm(initial)
  const draft = useDraft(form, `course-${providerId}-${kind}`)
  const [validityMonths, setValidityMonths] = useState<number | null>(null)
  const book = useBookCourse()

  function save(acceptDoubleBooking: boolean) {
    book.mutate(
      { ...toBody(form.getValues()), acceptDoubleBooking },
      {
        onSuccess: (course) => {
          draft.done()
          toast({ message: t('courses.form.saved', { number: course.number }) })
          void go(paths.course(course.id))
        },
      },
    )
  }

  return (
    <>
      <PageHeader
        title={t('courses.form.newTitle')}
        back={{ label: t('courses.title'), to: paths.courses() }}
        aside={t(`courses.kind.${kind}`)}
      />
      {draft.restored ? (
        <Notice tone="info">
          {t('common.form.draftRestored')}{' '}
          <Button variant="subtle" size="compact-sm" onClick={draft.discard}>
            {t('common.form.draftDiscard')}
          </Button>
        </Notice>
      ) : null}
      <CourseForm
        form={form}
        onSave={save}
        saving={book.isPending}
        error={book.error}
        onForgetError={book.reset}
        onCancel={() => void go(paths.courses())}
        validityMonths={validityMonths}
        onType={(type) => setValidityMonths(type.validityMonths)}
      />
    </>
  )
}

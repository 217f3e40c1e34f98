import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { PageHeader } from '@/ui/page-header'
import { Bounced } from '../bounced'
import { PersonalDataMenu } from '../personal-data-menu'
import { type Trainee, traineeQuery } from '../queries'
import { TraineeForm } from '../trainee-form'

export function NewTraineePage() {
  const t = useT()
  return (
    <>
      <PageHeader
        title={t('people.newTrainee')}
        back={{ label: t('people.trainees'), to: paths.trainees() }}
      />
      <TraineeForm trainee={null} />
    </>
  )
}

interface Slots {
  /** Which reminders do not go to this one. */
  optOuts: (trainee: Trainee) => ReactNode
  certificates: (trainee: Trainee) => ReactNode
  /** Who changed what when; for who may see it. */
  history?: (trainee: Trainee) => ReactNode
}

/** The parts of the page that other features render come as slots. */
export function TraineePage({ optOuts, certificates, history }: Slots) {
  const t = useT()
  const { traineeId } = useParams({ strict: false }) as { traineeId: string }
  const query = useQuery(traineeQuery(traineeId))
  return (
    <>
      <PageHeader
        title={query.data?.name ?? t('people.trainee')}
        back={{ label: t('people.trainees'), to: paths.trainees() }}
        actions={query.data ? <PersonalDataMenu trainee={query.data} /> : null}
      />
      <QueryView query={query}>
        {(trainee) => (
          <>
            {trainee.bounced ? <Bounced bounced={trainee.bounced} /> : null}
            {trainee.erasedAt ? (
              <Erased at={trainee.erasedAt} />
            ) : (
              <TraineeForm key={trainee.version} trainee={trainee} />
            )}
            <Courses courses={trainee.courses} />
            {certificates(trainee)}
            {trainee.erasedAt ? null : optOuts(trainee)}
            {history ? <HistorySection>{history(trainee)}</HistorySection> : null}
          </>
        )}
      </QueryView>
    </>
  )
}

const readHistory = (search: SearchRecord) => search.history === 'open'

/** Closed until somebody asks, and then open in the address too. */
function HistorySection({ children }: { children: ReactNode }) {
  const t = useT()
  const [open, change] = useUrlState(readHistory)
  return (
    <section aria-labelledby="trainee-history">
      <h2 id="trainee-history">{t('people.history')}</h2>
      {open ? (
        children
      ) : (
        <Button variant="default" onClick={() => change({ history: 'open' })}>
          {t('people.showHistory')}
        </Button>
      )}
    </section>
  )
}

/** Of a trainee who was erased only the courses and the certificates are left. */
function Erased({ at }: { at: string }) {
  const t = useT()
  const format = useFormat()
  return (
    <Notice tone="info" title={t('privacy.erasedTitle')}>
      {t('privacy.erasedText', { when: format.instant(at) })}
    </Notice>
  )
}

function Courses({ courses }: { courses: Trainee['courses'] }) {
  const t = useT()
  const format = useFormat()
  return (
    <section aria-labelledby="trainee-courses">
      <h2 id="trainee-courses">{t('people.courses')}</h2>
      {courses.length === 0 ? <p>{t('people.noCourses')}</p> : null}
      <ul>
        {courses.map((course) => (
          <li key={course.courseId}>
            <AppLink to={paths.course(course.courseId)} underline="always">
              {course.typeName} (#{course.number})
            </AppLink>{' '}
            {[
              format.date(course.firstDay),
              course.attended ? t('people.attended') : '',
              course.passed ? t('people.passed') : '',
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

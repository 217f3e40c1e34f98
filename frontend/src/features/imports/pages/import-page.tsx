import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { useUrlState } from '@/tables/url-state'
import { useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { toast } from '@/ui/toast'
import classes from '../imports.module.css'
import { readPlace, STEPS, type Step, stepOf, type WizardPlace } from '../place'
import { courseName, importDetail, useDiscard } from '../queries'
import { ColumnsStep } from '../steps/columns-step'
import { ResultStep } from '../steps/result-step'
import { RowsStep } from '../steps/rows-step'
import { SourceStep } from '../steps/source-step'
import type { TraineeImport } from '../types'

/** Pastes or uploads a list of trainees, into a course or just to know them (R-CRS-08). */
export function ImportPage() {
  const { courseId } = useParams({ strict: false })
  const [place, change] = useUrlState(readPlace)
  return (
    <>
      <Heading courseId={courseId} />
      {place.importId ? (
        <Review id={place.importId} place={place} courseId={courseId} />
      ) : (
        <>
          <Progress step="file" />
          <SourceStep courseId={courseId} onRead={(found) => change({ import: found.id })} />
        </>
      )}
    </>
  )
}

function Heading({ courseId }: { courseId: string | undefined }) {
  const t = useT()
  const course = useQuery(courseName(courseId ?? '')).data
  if (!courseId) {
    return (
      <PageHeader title={t('imports.title')} back={{ label: t('app.nav.trainees'), to: paths.trainees() }} />
    )
  }
  const name = course ? t('courses.detail.titleLine', { type: course.typeName, number: course.number }) : ''
  return <PageHeader title={t('imports.title')} back={{ label: name, to: paths.course(courseId) }} />
}

interface ReviewProps {
  id: string
  place: WizardPlace
  courseId: string | undefined
}

function Review({ id, ...rest }: ReviewProps) {
  const query = useQuery(importDetail(id))
  return <QueryView query={query}>{(found) => <Steps found={found} {...rest} />}</QueryView>
}

function Steps({ found, place, courseId }: Omit<ReviewProps, 'id'> & { found: TraineeImport }) {
  const t = useT()
  const go = useGo()
  const [, change] = useUrlState(readPlace)
  const discard = useDiscard(found.id)
  const step = stepOf(found, place.step)
  const start = courseId ? paths.courseImport(courseId) : paths.traineeImport()

  function throwAway() {
    discard.mutate(undefined, {
      onSuccess: () => {
        toast({ message: t('imports.discarded'), tone: 'info' })
        void go(start)
      },
    })
  }

  return (
    <>
      <Progress step={step} />
      {step === 'columns' ? (
        <ColumnsStep key={found.version} found={found} onNext={() => change({ step: 'rows' })} />
      ) : null}
      {step === 'rows' ? (
        <RowsStep
          found={found}
          verdict={place.verdict}
          onVerdict={(verdict) => change({ verdict })}
          onColumns={() => change({ step: 'columns' })}
          onDiscard={throwAway}
        />
      ) : null}
      {step === 'result' ? <ResultStep found={found} again={start} /> : null}
    </>
  )
}

function Progress({ step }: { step: Step }) {
  const t = useT()
  return (
    <p className={classes.progress} aria-live="polite">
      {t('imports.steps.step', {
        number: STEPS.indexOf(step) + 1,
        total: STEPS.length,
        name: t(`imports.steps.${step}`),
      })}
    </p>
  )
}

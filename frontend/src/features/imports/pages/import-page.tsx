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
import { courseName, importDetail, type Purpose, useDiscard } from '../queries'
import { ColumnsStep } from '../steps/columns-step'
import { ResultStep } from '../steps/result-step'
import { RowsStep } from '../steps/rows-step'
import { SourceStep } from '../steps/source-step'
import type { TraineeImport } from '../types'

/** Pastes or uploads a list of trainees, into a course or just to know them (R-CRS-08). */
export function ImportPage() {
  const { courseId } = useParams({ strict: false })
  return <Wizard purpose={{ courseId }} />
}

/** Takes over certificates that people obtained earlier or elsewhere (R-PRC-04). */
export function CertificateImportPage() {
  return <Wizard purpose={{ certificates: true }} />
}

function Wizard({ purpose }: { purpose: Purpose }) {
  const [place, change] = useUrlState(readPlace)
  return (
    <>
      <Heading {...purpose} />
      {place.importId ? (
        <Review id={place.importId} place={place} purpose={purpose} />
      ) : (
        <>
          <Progress step="file" />
          <SourceStep purpose={purpose} onRead={(found) => change({ import: found.id })} />
        </>
      )}
    </>
  )
}

function Heading({ courseId, certificates }: Purpose) {
  const t = useT()
  const course = useQuery(courseName(courseId ?? '')).data
  if (certificates) {
    return (
      <PageHeader
        title={t('imports.certificates')}
        back={{ label: t('app.nav.certificates'), to: paths.certificates() }}
      />
    )
  }
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
  purpose: Purpose
}

function Review({ id, ...rest }: ReviewProps) {
  const query = useQuery(importDetail(id))
  return <QueryView query={query}>{(found) => <Steps found={found} {...rest} />}</QueryView>
}

function startOf({ courseId, certificates }: Purpose): string {
  if (certificates) return paths.certificateImport()
  return courseId ? paths.courseImport(courseId) : paths.traineeImport()
}

function Steps({ found, place, purpose }: Omit<ReviewProps, 'id'> & { found: TraineeImport }) {
  const t = useT()
  const go = useGo()
  const [, change] = useUrlState(readPlace)
  const discard = useDiscard(found.id)
  const step = stepOf(found, place.step)
  const start = startOf(purpose)

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

import { Button } from '@mantine/core'
import { lazy, type ReactNode, useMemo, useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan, useModuleActive } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ListTable } from '@/tables/list-table'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { useSelection } from '@/tables/use-selection'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { LazyPart } from '@/ui/lazy-part'
import { LinkButton } from '@/ui/links'
import { enrolmentColumns } from './columns'
import { DayChoice } from './day-choice'
import type { EnrolmentDialog } from './enrolment-dialogs'
import classes from './enrolments.module.css'
import { MarkBar } from './mark-bar'
import { PlaceOffer } from './place-offer'
import { enrolmentList } from './queries'
import type { EnrolledCourse, Enrolment } from './types'
import { useRowActs } from './use-row-acts'

const EnrolmentDialogs = lazy(() =>
  import('./enrolment-dialogs').then((module) => ({ default: module.EnrolmentDialogs })),
)

const idOf = (enrolment: Enrolment) => enrolment.id
const readDay = (search: SearchRecord) => search.day
const nameOf = (enrolment: Enrolment) => enrolment.trainee.name

interface Props {
  course: EnrolledCourse
  /** "Uitnodigen" for the ticked ones, which another part of the portal renders. */
  inviteSelected?: (enrolmentIds: string[]) => ReactNode
}

/** Who takes part: customer, attendance, result and invitation, each changed where it stands (S06). */
export function EnrolmentsTab({ course, inviteSelected }: Props) {
  const t = useT()
  const can = useCan()
  const isActive = useModuleActive()
  const list = useListing(enrolmentList(course.id))
  const selection = useSelection()
  const [asked, change] = useUrlState(readDay)
  const day = course.days.length > 1 ? course.days.find(({ date }) => date === asked)?.date : undefined
  const acts = useRowActs(course.id, day)
  const [dialog, setDialog] = useState<EnrolmentDialog | null>(null)
  const mayWrite = can('courses:write')
  const mayEnrol = mayWrite && course.allowedActions.includes('enrol')
  const mayCorrect = mayWrite && course.allowedActions.includes('correct')
  const [correcting, setCorrecting] = useState<Enrolment | null>(null)
  const mayMark = mayWrite && course.allowedActions.includes('mark')
  const customers = isActive('customers')
  const columns = useMemo(
    () =>
      enrolmentColumns(
        t,
        { customers, day },
        {
          onTap: mayMark ? acts.tap : undefined,
          onWithdraw: mayEnrol ? acts.withdraw : undefined,
          onGivePlace: mayEnrol ? acts.givePlace : undefined,
          onCorrect: mayCorrect ? setCorrecting : undefined,
        },
      ),
    [t, customers, day, mayMark, mayEnrol, mayCorrect, acts],
  )
  const rows = list.rows ?? []
  const ticked = rows.filter((row) => selection.ids.has(row.id)).map(idOf)
  const close = () => setDialog(null)

  return (
    <>
      <div className={classes.toolbar}>
        {mayEnrol ? <EnrolButtons course={course} onAdd={() => setDialog('add')} /> : null}
        <span className={classes.spring} />
        {mayMark && rows.length > 0 ? <MarkBar rows={rows} day={day} onEverybody={acts.everybody} /> : null}
      </div>
      {mayEnrol && course.placeOffer ? <PlaceOffer courseId={course.id} offer={course.placeOffer} /> : null}
      {course.days.length > 1 && rows.length > 0 ? (
        <DayChoice days={course.days} day={day} onChange={(next) => change({ day: next })} />
      ) : null}
      <ListTable
        label={t('enrolments.label')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        selection={mayWrite ? selection : undefined}
        bulkActions={
          <>
            {customers ? (
              <Button variant="default" size="compact-sm" onClick={() => setDialog('assign')}>
                {t('enrolments.assign.button')}
              </Button>
            ) : null}
            {mayEnrol ? (
              <Button variant="default" size="compact-sm" onClick={() => setDialog('transfer')}>
                {t('enrolments.transfer.button')}
              </Button>
            ) : null}
            {inviteSelected?.(ticked)}
          </>
        }
        empty={
          <EmptyState icon="people" title={t('enrolments.empty')}>
            {mayEnrol ? <EnrolButtons course={course} onAdd={() => setDialog('add')} /> : null}
          </EmptyState>
        }
      />
      <LazyPart wanted={dialog !== null || correcting !== null}>
        <EnrolmentDialogs
          course={course}
          ticked={ticked}
          dialog={dialog}
          correcting={correcting}
          onClose={close}
          onCorrected={() => setCorrecting(null)}
          onDone={selection.clear}
        />
      </LazyPart>
    </>
  )
}

function EnrolButtons({ course, onAdd }: { course: EnrolledCourse; onAdd: () => void }) {
  const t = useT()
  return (
    <>
      <Button variant="default" leftSection={<Icon name="plus" size={16} />} onClick={onAdd}>
        {t('enrolments.add.button')}
      </Button>
      <LinkButton
        to={paths.courseImport(course.id)}
        variant="default"
        leftSection={<Icon name="upload" size={16} />}
      >
        {t('enrolments.add.upload')}
      </LinkButton>
    </>
  )
}

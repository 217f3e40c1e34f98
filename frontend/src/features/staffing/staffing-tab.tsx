import { Button, Select, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { lazy, useMemo, useState } from 'react'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { useT, useToday } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { ListTable } from '@/tables/list-table'
import { useSelection } from '@/tables/use-selection'
import { DateField } from '@/ui/date-field/date-field'
import { EmptyState } from '@/ui/empty-state'
import { LazyPart } from '@/ui/lazy-part'
import { CallNotice } from './call-notice'
import { candidateColumns } from './columns'
import { DeclineOthers } from './decline-others'
import { useStaffing } from './queries'
import { invitable, keyOf, may } from './states'
import type { Candidate, Order } from './types'
import { useConfirmation, useInvitation } from './use-asking'

const StaffingDialogs = lazy(() =>
  import('./staffing-dialogs').then((module) => ({ default: module.StaffingDialogs })),
)

const nameOf = (candidate: Candidate) => candidate.instructor.name

/** "Instructeurs beheren" (S10): who may teach this course, who was asked, what they said, and the next step. */
export function StaffingTab({ courseId }: { courseId: string }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [order, setOrder] = useState<Order>('name')
  const [replyBy, setReplyBy] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { list, allowedActions, declinable, near, call } = useStaffing(courseId, q, order)
  const selection = useSelection()
  const [answering, setAnswering] = useState<Candidate | null>(null)
  const [reading, setReading] = useState<Candidate | null>(null)
  const [calling, setCalling] = useState(false)
  const invitation = useInvitation(courseId, replyBy)
  const confirmation = useConfirmation(courseId)
  const columns = useMemo(
    () =>
      candidateColumns(t, {
        onInvite: (candidate) => invitation.ask([candidate]),
        onInviteAgain: invitation.askAgain,
        onConfirm: confirmation.confirm,
        onAnswer: setAnswering,
        onRead: setReading,
      }),
    [t, invitation.ask, invitation.askAgain, confirmation.confirm],
  )
  const ticked = invitable(list.rows ?? [], selection.ids)

  return (
    <>
      <Stack gap="xs" mb="sm">
        {call ? <CallNotice courseId={courseId} call={call} /> : null}
        {allowedActions.includes('declineOthers') ? (
          <DeclineOthers courseId={courseId} count={declinable} />
        ) : null}
      </Stack>
      <FilterBar searchLabel={t('staffing.searchHint')} search={typed} onSearch={setTyped}>
        {near ? <OrderField value={order} onChange={setOrder} /> : null}
        <ReplyByField
          value={replyBy}
          error={invitation.replyByError}
          onChange={(day) => {
            setReplyBy(day)
            invitation.forgetError()
          }}
        />
        {list.rows?.some((one) => may(one, 'invite')) ? (
          <Button variant="default" loading={invitation.busy} onClick={invitation.askAllFree}>
            {t('staffing.inviteAllFree')}
          </Button>
        ) : null}
        {allowedActions.includes('startCall') ? (
          <Button variant="default" onClick={() => setCalling(true)}>
            {t('staffing.call.open')}
          </Button>
        ) : null}
      </FilterBar>
      <ListTable
        label={t('staffing.label')}
        list={list}
        columns={columns}
        rowId={keyOf}
        rowName={nameOf}
        selection={selection}
        bulkActions={
          <Button
            size="compact-sm"
            loading={invitation.busy}
            onClick={() => {
              invitation.ask(ticked)
              selection.clear()
            }}
            disabled={ticked.length === 0}
          >
            {t('staffing.inviteSelected', { count: ticked.length })}
          </Button>
        }
        empty={
          <EmptyState
            icon="instructor"
            title={q ? t('staffing.noMatch', { query: q }) : t('staffing.nobody')}
          />
        }
      />
      <LazyPart wanted={calling || answering !== null || reading !== null}>
        <StaffingDialogs
          courseId={courseId}
          answering={answering}
          reading={reading}
          calling={calling}
          onAnswered={() => setAnswering(null)}
          onRead={() => setReading(null)}
          onCalled={() => setCalling(false)}
        />
      </LazyPart>
      <ConflictDialog
        error={confirmation.error}
        loading={confirmation.busy}
        onBookAnyway={confirmation.confirmAnyway}
        onChooseOther={confirmation.forget}
      />
    </>
  )
}

function OrderField({ value, onChange }: { value: Order; onChange: (order: Order) => void }) {
  const t = useT()
  return (
    <Select
      label={t('staffing.order')}
      allowDeselect={false}
      data={[
        { value: 'name', label: t('staffing.orders.name') },
        { value: 'distance', label: t('staffing.orders.distance') },
      ]}
      value={value}
      onChange={(order) => onChange(order === 'distance' ? 'distance' : 'name')}
    />
  )
}

interface ReplyByProps {
  value: string
  error: string | null
  onChange: (day: string) => void
}

/** The day by which an answer is asked for, with everything that is sent from this screen; may stay empty. */
function ReplyByField({ value, error, onChange }: ReplyByProps) {
  const t = useT()
  const today = useToday()
  return (
    <DateField label={t('staffing.replyBy')} value={value} onChange={onChange} min={today} error={error} />
  )
}

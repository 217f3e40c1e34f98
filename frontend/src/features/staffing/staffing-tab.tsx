import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { toastError } from '@/forms/action-toast'
import { ConflictDialog } from '@/forms/booking-conflicts'
import { useT } from '@/i18n/use-t'
import { FilterBar } from '@/tables/filter-bar'
import { ListTable } from '@/tables/list-table'
import { useSelection } from '@/tables/use-selection'
import { EmptyState } from '@/ui/empty-state'
import { toast } from '@/ui/toast'
import { AnswerDialog } from './answer-dialog'
import { candidateColumns } from './columns'
import { useConfirm, useDeclineOthers, useInvite, useInviteAgain, useStaffing } from './queries'
import { invitable, keyOf, may } from './states'
import type { Candidate, Position } from './types'

const nameOf = (candidate: Candidate) => candidate.instructor.name

/** "Instructeurs beheren" (S10): who may teach this course, who was asked, what they said, and the next step. */
export function StaffingTab({ courseId }: { courseId: string }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { list, allowedActions, declinable } = useStaffing(courseId, q)
  const selection = useSelection()
  const [answering, setAnswering] = useState<Candidate | null>(null)
  const invitation = useInvitation(courseId)
  const confirmation = useConfirmation(courseId)
  const again = useInviteAgain(courseId)
  const columns = useMemo(
    () =>
      candidateColumns(t, {
        onInvite: (candidate) => invitation.ask([candidate]),
        onInviteAgain: ({ requestId }) =>
          requestId &&
          again.mutate(requestId, {
            onSuccess: () => toast({ message: t('staffing.invited', { count: 1 }) }),
            onError: toastError,
          }),
        onConfirm: confirmation.confirm,
        onAnswer: setAnswering,
      }),
    [t, invitation.ask, confirmation.confirm, again.mutate],
  )
  const ticked = invitable(list.rows ?? [], selection.ids)

  return (
    <>
      <FilterBar searchLabel={t('staffing.searchHint')} search={typed} onSearch={setTyped}>
        {list.rows?.some((one) => may(one, 'invite')) ? (
          <Button variant="default" loading={invitation.busy} onClick={invitation.askAllFree}>
            {t('staffing.inviteAllFree')}
          </Button>
        ) : null}
        {allowedActions.includes('declineOthers') && declinable > 0 ? (
          <DeclineButton courseId={courseId} count={declinable} />
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
      <AnswerDialog courseId={courseId} candidate={answering} onClose={() => setAnswering(null)} />
      <ConflictDialog
        error={confirmation.error}
        loading={confirmation.busy}
        onBookAnyway={confirmation.confirmAnyway}
        onChooseOther={confirmation.forget}
      />
    </>
  )
}

/** Asks one, several or everybody who is free. */
function useInvitation(courseId: string) {
  const t = useT()
  const { mutate, isPending } = useInvite(courseId)
  return useMemo(() => {
    const send = (invitees: Parameters<typeof mutate>[0]) =>
      mutate(invitees, {
        onSuccess: ({ items }) =>
          items.length > 0
            ? toast({ message: t('staffing.invited', { count: items.length }) })
            : toast({ message: t('staffing.nobodyFree'), tone: 'info' }),
        onError: toastError,
      })
    return {
      busy: isPending,
      ask: (candidates: Candidate[]) =>
        send({ instructors: candidates.map(({ instructor: { kind, id } }) => ({ kind, id })) }),
      askAllFree: () => send({ allFree: true }),
    }
  }, [t, mutate, isPending])
}

/** Confirms a candidate; a busy one only after the deliberate second step (R-CRS-05). */
function useConfirmation(courseId: string) {
  const t = useT()
  const { mutate, reset, isPending, error, variables } = useConfirm(courseId)
  const [name, setName] = useState('')
  return useMemo(() => {
    const send = (requestId: string, position: Position, acceptDoubleBooking: boolean, who: string) =>
      mutate(
        { requestId, position, acceptDoubleBooking },
        {
          onSuccess: () => toast({ message: t('staffing.confirmed', { name: who }) }),
          onError: (reason) => {
            if (!('code' in reason && reason.code === 'instructor_busy')) toastError(reason)
          },
        },
      )
    return {
      busy: isPending,
      error,
      confirm: ({ requestId, instructor }: Candidate, position: Position) => {
        setName(instructor.name)
        send(requestId ?? '', position, false, instructor.name)
      },
      confirmAnyway: () => variables && send(variables.requestId, variables.position, true, name),
      forget: reset,
    }
  }, [t, mutate, reset, isPending, error, variables, name])
}

function DeclineButton({ courseId, count }: { courseId: string; count: number }) {
  const t = useT()
  const decline = useDeclineOthers(courseId)
  return (
    <Button
      variant="default"
      loading={decline.isPending}
      title={t('staffing.declineHint', { count })}
      onClick={() =>
        decline.mutate(undefined, {
          onSuccess: ({ declined }) => toast({ message: t('staffing.declined', { count: declined }) }),
          onError: toastError,
        })
      }
    >
      {t('staffing.declineOthers', { count })}
    </Button>
  )
}

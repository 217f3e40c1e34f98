import type { useFormat, useT } from '@/i18n/use-t'
import type { StatusName } from '@/ui/status'
import type { Candidate, StaffingState } from './types'

const BADGES: Record<StaffingState, StatusName> = {
  not_invited: 'notInvited',
  invited: 'invited',
  available: 'available',
  unavailable: 'unavailable',
  confirmed: 'confirmed',
  declined: 'declined',
  withdrawn: 'withdrawn',
}

/** The badge of a candidate; who cannot be asked because he is booked elsewhere is "busy" before anything else. */
export function badgeOf({ state, busy }: Candidate): StatusName {
  return state === 'not_invited' && busy.length > 0 ? 'busy' : BADGES[state]
}

/** When the present state came about, in words: asked, answered or decided (R-STF-06). */
export function sinceOf(
  candidate: Candidate,
  t: ReturnType<typeof useT>,
  format: Pick<ReturnType<typeof useFormat>, 'instant'>,
): string {
  const { state, invitedAt, answeredAt, decidedAt } = candidate
  if (state === 'not_invited') return ''
  if (decidedAt && (state === 'confirmed' || state === 'declined' || state === 'withdrawn')) {
    return t('staffing.decidedAt', { at: format.instant(decidedAt) })
  }
  if (answeredAt) return t('staffing.answeredAt', { at: format.instant(answeredAt) })
  return invitedAt ? t('staffing.invitedAt', { at: format.instant(invitedAt) }) : ''
}

export const may = (candidate: Candidate, action: string) => candidate.allowedActions.includes(action)
export const keyOf = ({ instructor }: Candidate) => `${instructor.kind}:${instructor.id}`

/** The ticked candidates whom the API lets us ask. */
export function invitable(candidates: readonly Candidate[], ticked: ReadonlySet<string>): Candidate[] {
  return candidates.filter((one) => ticked.has(keyOf(one)) && may(one, 'invite'))
}

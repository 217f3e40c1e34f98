import type { IconName } from './icons/shapes'
import type { ToneName } from './theme/palette'

/** How each state looks: never by colour alone, always an icon and a word as well. */
export const looks = {
  planned: ['info', 'calendar'],
  held: ['warning', 'flag'],
  processed: ['good', 'check'],
  cancelled: ['neutral', 'close'],
  draft: ['neutral', 'pencil'],
  unstaffed: ['warning', 'question'],
  whiteLabel: ['neutral', 'tag'],
  code95: ['neutral', 'shield'],
  full: ['neutral', 'people'],
  waiting: ['warning', 'clock'],
  none: ['neutral', 'circle'],
  notInvited: ['neutral', 'circle'],
  invited: ['info', 'mail'],
  available: ['good', 'check'],
  unavailable: ['danger', 'close'],
  confirmed: ['good', 'shield'],
  declined: ['neutral', 'blocked'],
  withdrawn: ['neutral', 'undo'],
  busy: ['warning', 'blocked'],
  queued: ['info', 'clock'],
  heldBack: ['info', 'clock'],
  claimed: ['info', 'send'],
  handing: ['info', 'send'],
  sent: ['good', 'check'],
  failed: ['danger', 'error'],
  expired: ['neutral', 'clock'],
  uncertain: ['warning', 'question'],
  active: ['good', 'check'],
  inactive: ['neutral', 'circle'],
  archived: ['neutral', 'box'],
  new: ['good', 'plus'],
  matched: ['info', 'link'],
  duplicate: ['warning', 'copy'],
  refused: ['danger', 'error'],
  running: ['info', 'half'],
  done: ['good', 'check'],
} as const satisfies Record<string, readonly [ToneName, IconName]>

export type StatusName = keyof typeof looks

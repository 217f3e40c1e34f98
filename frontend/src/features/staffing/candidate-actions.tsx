import { ActionIcon, Button, Menu } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './staffing.module.css'
import { may } from './states'
import type { Candidate, Position } from './types'

export interface CandidateHandlers {
  onInvite: (candidate: Candidate) => void
  onInviteAgain: (candidate: Candidate) => void
  onConfirm: (candidate: Candidate, position: Position) => void
  onAnswer: (candidate: Candidate) => void
  onRead: (candidate: Candidate) => void
}

type Props = { candidate: Candidate } & CandidateHandlers

/** The next step with a candidate as a button; the rarer ones in a menu. */
export function CandidateActions({ candidate, ...on }: Props) {
  const t = useT()
  const { name } = candidate.instructor
  return (
    <div className={classes.actions}>
      {may(candidate, 'invite') ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('staffing.inviteName', { name })}
          onClick={() => on.onInvite(candidate)}
        >
          {t('staffing.invite')}
        </Button>
      ) : null}
      {may(candidate, 'confirmMain') ? (
        <Button
          size="compact-sm"
          aria-label={t('staffing.confirmMainName', { name })}
          onClick={() => on.onConfirm(candidate, 'main')}
        >
          {t('staffing.confirmMain')}
        </Button>
      ) : null}
      <MoreActions candidate={candidate} {...on} />
    </div>
  )
}

function MoreActions({ candidate, ...on }: Props) {
  const t = useT()
  const { name } = candidate.instructor
  const rare = ['confirmSecond', 'inviteAgain', 'enterAnswer'].filter((action) => may(candidate, action))
  const answered = candidate.answerCount > 0
  if (rare.length === 0 && !answered) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('staffing.more', { name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {rare.includes('confirmSecond') ? (
          <Menu.Item onClick={() => on.onConfirm(candidate, 'second')}>
            {t('staffing.confirmSecond')}
          </Menu.Item>
        ) : null}
        {rare.includes('inviteAgain') ? (
          <Menu.Item onClick={() => on.onInviteAgain(candidate)}>{t('staffing.inviteAgain')}</Menu.Item>
        ) : null}
        {rare.includes('enterAnswer') ? (
          <Menu.Item onClick={() => on.onAnswer(candidate)}>{t('staffing.enterAnswer')}</Menu.Item>
        ) : null}
        {answered ? (
          <Menu.Item onClick={() => on.onRead(candidate)}>{t('staffing.history.open')}</Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

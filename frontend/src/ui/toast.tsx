import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { translate } from '@/i18n/use-t'
import { Icon } from './icons/icon'
import type { IconName } from './icons/shapes'

const LOOKS = {
  good: ['green', 'check'],
  info: ['blue', 'info'],
  danger: ['red', 'error'],
} as const satisfies Record<string, readonly [string, IconName]>

const SHORT_MS = 6_000
/** As long as the API holds a mail back, so that undo always still works while it is offered. */
const UNDO_MS = 10_000

interface Toast {
  message: string
  tone?: keyof typeof LOOKS
  /** Offered for ten seconds; the toast closes when it is used. */
  undo?: () => void
}

/** A message at the edge of the screen that goes away by itself. */
export function toast({ message, tone = 'good', undo }: Toast): void {
  const t = translate()
  const [color, icon] = LOOKS[tone]
  const id = crypto.randomUUID()
  const pressed = () => {
    notifications.hide(id)
    undo?.()
  }
  notifications.show({
    id,
    color,
    icon: <Icon name={icon} />,
    autoClose: undo ? UNDO_MS : SHORT_MS,
    closeButtonProps: { 'aria-label': t('common.close') },
    message: undo ? (
      <>
        {message}{' '}
        <Button variant="subtle" size="compact-sm" onClick={pressed}>
          {t('common.undo')}
        </Button>
      </>
    ) : (
      message
    ),
  })
}

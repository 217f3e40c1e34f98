import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from './icons/icon'
import type { IconName } from './icons/shapes'

const LOOKS = {
  info: ['blue', 'info'],
  good: ['green', 'check'],
  warning: ['orange', 'warning'],
  danger: ['red', 'error'],
} as const satisfies Record<string, readonly [string, IconName]>

interface Props {
  tone: keyof typeof LOOKS
  title?: string
  children?: ReactNode
}

/** A message that stays on the page. Warnings and errors are also read out when they appear. */
export function Notice({ tone, title, children }: Props) {
  const [color, icon] = LOOKS[tone]
  return (
    <Alert
      color={color}
      title={title}
      icon={<Icon name={icon} />}
      role={tone === 'danger' || tone === 'warning' ? 'alert' : 'status'}
    >
      {children}
    </Alert>
  )
}

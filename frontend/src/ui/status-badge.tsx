import { useT } from '@/i18n/use-t'
import { Icon } from './icons/icon'
import { looks, type StatusName } from './status'
import classes from './status-badge.module.css'

interface Props {
  status: StatusName
  /** What follows the word, such as a time or a reason. */
  detail?: string
}

export function StatusBadge({ status, detail }: Props) {
  const t = useT()
  const [tone, icon] = looks[status]
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon} size={14} />
      <span>
        {t(`status.${status}`)}
        {detail ? `, ${detail}` : ''}
      </span>
    </span>
  )
}

import { type IconName, shapes } from './shapes'

interface Props {
  name: IconName
  size?: number
  /** Only for an icon that stands alone and says something; beside a word it stays silent. */
  label?: string
}

export function Icon({ name, size = 18, label }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      {shapes[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}

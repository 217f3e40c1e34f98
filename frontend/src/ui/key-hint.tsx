import { Kbd } from '@mantine/core'

/** The keys of a shortcut beside what it does. Silent for screen readers, which have their own keys. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true">
      {keys.split(' ').map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  )
}

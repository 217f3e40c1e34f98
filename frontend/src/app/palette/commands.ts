import type { IconName } from '@/ui/icons/shapes'

/** Something that the palette can do: go somewhere. */
export interface Command {
  label: string
  detail?: string
  to: string
  icon: IconName
  keys?: string
}

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** The commands whose words begin with what was typed, in any order: "cu ni" finds "Nieuwe cursus". */
export function matching(commands: readonly Command[], query: string): Command[] {
  const typed = plain(query).split(/\s+/).filter(Boolean)
  return commands.filter((command) => {
    const words = plain(command.label).split(/[\s-]+/)
    return typed.every((part) => words.some((word) => word.startsWith(part)))
  })
}
